/** My Account → Backup &amp; Restore. */
@NullMarked
package io.slipway.backup.ui;

import org.jspecify.annotations.NullMarked;
