/** Typed ids, the clock, canonical JSON and hashing: words every other room uses; knows no feature. */
@NullMarked
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package io.slipway.common;

import org.jspecify.annotations.NullMarked;
