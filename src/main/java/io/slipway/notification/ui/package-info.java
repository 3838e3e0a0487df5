/** My Account → Mail. */
@NullMarked
package io.slipway.notification.ui;

import org.jspecify.annotations.NullMarked;
