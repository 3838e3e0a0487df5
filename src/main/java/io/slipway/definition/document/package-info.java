/**
 * A whole definition as one JSON document, and back: for files in a repository, for pipelines, and to read what an
 * environment is. Pure: no Spring, no JDBC, no clock. The form is described in {@code docs/DEFINITION-FORMAT.md}.
 */
@NullMarked
@NamedInterface("document")
package io.slipway.definition.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
