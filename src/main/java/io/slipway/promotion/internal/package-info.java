/** The run machine: rows, journal, ownership, recovery, and what promotions and restores do in each state. */
@NullMarked
package io.slipway.promotion.internal;

import org.jspecify.annotations.NullMarked;
