/** Where people are while their account is locked: told before, sent to the waiting page, let back in. */
@NullMarked
package io.slipway.promotion.ui.waiting;

import org.jspecify.annotations.NullMarked;
