package io.slipway.builder;

import io.slipway.common.EnvironmentId;

/**
 * A builder's edit came into force. Published after it is durable.
 *
 * @param revision the environment's new head
 */
public record StructureChanged(EnvironmentId environment, long revision) {}
