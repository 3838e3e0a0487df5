/** The promotion page: verdict, checks, changes, confirmation, history. */
@NullMarked
package io.slipway.promotion.ui;

import org.jspecify.annotations.NullMarked;
