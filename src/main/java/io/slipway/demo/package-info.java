/** What a newcomer finds on the first start: an account with an app in use, and a sandbox that is ready to promote. */
@NullMarked
package io.slipway.demo;

import org.jspecify.annotations.NullMarked;
