/** One canonical JSON form, so that equal values have equal text and equal hashes. */
@NullMarked
package io.slipway.common.json;

import org.jspecify.annotations.NullMarked;
