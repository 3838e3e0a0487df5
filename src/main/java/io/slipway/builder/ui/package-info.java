/** The pages on which builders make apps, tables, fields, forms, views, roles and user groups. */
@NullMarked
package io.slipway.builder.ui;

import org.jspecify.annotations.NullMarked;
