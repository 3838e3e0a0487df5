/** How backups are read, written, kept, checked and loaded. */
@NullMarked
package io.slipway.backup.internal;

import org.jspecify.annotations.NullMarked;
