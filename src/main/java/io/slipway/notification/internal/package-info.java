/** The outbox, its dispatcher, and the ways mail can go. */
@NullMarked
package io.slipway.notification.internal;

import org.jspecify.annotations.NullMarked;
