/** Imports of CSV files. */
@NullMarked
package io.slipway.integration.imports;

import org.jspecify.annotations.NullMarked;
