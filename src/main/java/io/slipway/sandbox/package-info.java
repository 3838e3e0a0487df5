/** The life of sandboxes: create, refresh, rebase, discard; their changelog. */
@NullMarked
package io.slipway.sandbox;

import org.jspecify.annotations.NullMarked;
