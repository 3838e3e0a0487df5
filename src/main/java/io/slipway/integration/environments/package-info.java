/** The environments a token reaches, and whether they take calls at the moment. */
@NullMarked
package io.slipway.integration.environments;

import org.jspecify.annotations.NullMarked;
