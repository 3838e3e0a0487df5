/** Pages about sandboxes: the list, bringing in production's changes, the changelog. */
@NullMarked
package io.slipway.sandbox.ui;

import org.jspecify.annotations.NullMarked;
