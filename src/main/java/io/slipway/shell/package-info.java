/** The frame around all views: sign-in and set-up, layout and navigation, My Account, errors, the theme. */
@NullMarked
package io.slipway.shell;

import org.jspecify.annotations.NullMarked;
