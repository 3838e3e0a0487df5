/** The pages on which people work with records: the catalogue of apps, views as grids, and records in their forms. */
@NullMarked
package io.slipway.records.ui;

import org.jspecify.annotations.NullMarked;
