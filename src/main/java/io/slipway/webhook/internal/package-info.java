/** The queue, what fills it, and what sends from it. */
@NullMarked
package io.slipway.webhook.internal;

import org.jspecify.annotations.NullMarked;
