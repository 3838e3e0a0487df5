/** The page of a run: its steps as they happen, and what came of it. */
@NullMarked
package io.slipway.promotion.ui.run;

import org.jspecify.annotations.NullMarked;
