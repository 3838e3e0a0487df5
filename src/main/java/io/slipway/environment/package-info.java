/** Production and sandboxes, the gate, the structure lease, and the log of revisions behind them. */
@NullMarked
package io.slipway.environment;

import org.jspecify.annotations.NullMarked;
