/** How records are written through gate and feed, and who may do so. */
@NullMarked
package io.slipway.records.internal;

import org.jspecify.annotations.NullMarked;
