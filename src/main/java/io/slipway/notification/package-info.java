/** Mail: queued by the transaction it tells of, sent once, readable by Super Admins. Listens to events; nobody calls it. */
@NullMarked
package io.slipway.notification;

import org.jspecify.annotations.NullMarked;
