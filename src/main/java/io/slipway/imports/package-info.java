/** Brings CSV files in: what is in them, where it goes, and the background work that writes it through the gate. */
@NullMarked
package io.slipway.imports;

import org.jspecify.annotations.NullMarked;
