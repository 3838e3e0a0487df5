/** Backups and restores. */
@NullMarked
package io.slipway.integration.backups;

import org.jspecify.annotations.NullMarked;
