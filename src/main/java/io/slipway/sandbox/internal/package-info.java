/** Jobs, rows and plans behind the life of sandboxes. */
@NullMarked
package io.slipway.sandbox.internal;

import org.jspecify.annotations.NullMarked;
