/** What the API keeps in the database: calls, and answers of calls that must not happen twice. */
@NullMarked
package io.slipway.integration.internal;

import org.jspecify.annotations.NullMarked;
