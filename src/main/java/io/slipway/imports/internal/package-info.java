/** How CSV files are read, planned and imported. */
@NullMarked
package io.slipway.imports.internal;

import org.jspecify.annotations.NullMarked;
