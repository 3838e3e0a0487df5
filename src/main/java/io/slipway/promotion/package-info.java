/** Plans, checks, runs, recovery. */
@NullMarked
package io.slipway.promotion;

import org.jspecify.annotations.NullMarked;
