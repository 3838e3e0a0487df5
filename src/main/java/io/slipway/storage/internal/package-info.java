/** DDL and SQL over user tables, rendered from ids. */
@NullMarked
package io.slipway.storage.internal;

import org.jspecify.annotations.NullMarked;
