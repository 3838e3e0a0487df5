/** Three-way compare, merge and dependency closure. Pure: no Spring, no JDBC, no clock. */
@NullMarked
@NamedInterface("compare")
package io.slipway.definition.compare;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
