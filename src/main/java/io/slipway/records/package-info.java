/** Read, write and query records under an actor's permissions, through gate and change feed. */
@NullMarked
package io.slipway.records;

import org.jspecify.annotations.NullMarked;
