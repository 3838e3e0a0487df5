/** Webhooks and their deliveries. */
@NullMarked
package io.slipway.integration.webhooks;

import org.jspecify.annotations.NullMarked;
