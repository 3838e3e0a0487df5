/** Definitions as documents: whole ones and single resources, read, tried and applied. */
@NullMarked
package io.slipway.integration.definitions;

import org.jspecify.annotations.NullMarked;
