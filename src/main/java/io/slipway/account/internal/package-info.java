/** How accounts, people and membership are kept in the database. */
@NullMarked
package io.slipway.account.internal;

import org.jspecify.annotations.NullMarked;
