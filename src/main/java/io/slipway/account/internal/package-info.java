/** How accounts, people and sign-ins are stored and checked. */
@NullMarked
package io.slipway.account.internal;

import org.jspecify.annotations.NullMarked;
