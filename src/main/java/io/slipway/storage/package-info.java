/**
 * Generations, the only SQL over user tables (evolution: expand, flip, contract; record access), and the change feed,
 * which evolution and backups read.
 */
@NullMarked
package io.slipway.storage;

import org.jspecify.annotations.NullMarked;
