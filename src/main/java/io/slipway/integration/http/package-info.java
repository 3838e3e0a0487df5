/** What happens around every call of the API: who calls, how often, once only, and how problems are told. */
@NullMarked
package io.slipway.integration.http;

import org.jspecify.annotations.NullMarked;
