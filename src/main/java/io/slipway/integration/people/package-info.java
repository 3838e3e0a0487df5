/** Who is who, for programs. */
@NullMarked
package io.slipway.integration.people;

import org.jspecify.annotations.NullMarked;
