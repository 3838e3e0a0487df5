/** The rows behind environments, gates, leases and the log of revisions. */
@NullMarked
package io.slipway.environment.internal;

import org.jspecify.annotations.NullMarked;
