package io.slipway.imports.internal;

import io.slipway.imports.ImportJob;

/**
 * An import with what only its workers need.
 *
 * @param step the step worked on
 * @param position rows of the step's file that are done
 * @param seed part of the ids of the records it makes
 */
record StoredJob(ImportJob job, long epoch, int step, long position, long seed) {}
