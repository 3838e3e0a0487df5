/** Backups: take, list, verify, preview, materialise, restore. */
@NullMarked
package io.slipway.backup;

import org.jspecify.annotations.NullMarked;
