/** Promotions and restores: plans, starting, watching, stopping. */
@NullMarked
package io.slipway.integration.runs;

import org.jspecify.annotations.NullMarked;
