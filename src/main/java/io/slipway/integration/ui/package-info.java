/** API tokens in My Account. */
@NullMarked
package io.slipway.integration.ui;

import org.jspecify.annotations.NullMarked;
