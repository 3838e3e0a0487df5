/** The pages for importing CSV files. */
@NullMarked
package io.slipway.imports.ui;

import org.jspecify.annotations.NullMarked;
