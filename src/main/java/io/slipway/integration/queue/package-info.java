/** Calls kept while the account is locked: what became of them. */
@NullMarked
package io.slipway.integration.queue;

import org.jspecify.annotations.NullMarked;
