/** A builder's edits: validated, expanded and put in force in one environment. */
@NullMarked
package io.slipway.builder;

import org.jspecify.annotations.NullMarked;
