/** What a field's value may be: parse, validate, show and convert. Pure: no Spring, no JDBC, no clock. */
@NullMarked
@NamedInterface("value")
package io.slipway.definition.value;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
