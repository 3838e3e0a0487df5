/** How Sakila comes in: through the same import everybody uses. */
@NullMarked
package io.slipway.demo.internal;

import org.jspecify.annotations.NullMarked;
