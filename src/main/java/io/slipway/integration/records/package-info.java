/** Records through the API: lists, single records, many at once, links, and what changed. */
@NullMarked
package io.slipway.integration.records;

import org.jspecify.annotations.NullMarked;
