/** Resources, revisions, the definition they fold to, changes to it and their validation. */
@NullMarked
package io.slipway.definition;

import org.jspecify.annotations.NullMarked;
