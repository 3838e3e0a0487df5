/** How edits are planned and put in force. */
@NullMarked
package io.slipway.builder.internal;

import org.jspecify.annotations.NullMarked;
