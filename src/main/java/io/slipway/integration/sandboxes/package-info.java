/** The life of sandboxes, what is pending in them, and the changelog of every environment. */
@NullMarked
package io.slipway.integration.sandboxes;

import org.jspecify.annotations.NullMarked;
