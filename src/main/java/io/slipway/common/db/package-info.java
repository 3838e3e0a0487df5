/** Transactions and schema names: how every room reaches the database of an account. */
@NullMarked
package io.slipway.common.db;

import org.jspecify.annotations.NullMarked;
