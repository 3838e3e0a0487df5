/**
 * What every view is made with: who is asking, which environment the page is in, how people are told things. Knows
 * accounts and no other room, so that the views of all rooms can stand on it.
 */
@NullMarked
package io.slipway.ui;

import org.jspecify.annotations.NullMarked;
