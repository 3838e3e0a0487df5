/**
 * Webhooks: tells other systems what happened to records, from a durable queue that the change feed fills, in order per
 * record and at least once.
 */
@NullMarked
package io.slipway.webhook;

import org.jspecify.annotations.NullMarked;
