/** Slipway: no-code database apps whose changes reach production safely. */
@NullMarked
package io.slipway;

import org.jspecify.annotations.NullMarked;
