/** The pages on which webhooks are made and watched. */
@NullMarked
package io.slipway.webhook.ui;

import org.jspecify.annotations.NullMarked;
