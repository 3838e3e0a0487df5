package io.slipway.common;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Small housekeeping of a node runs on Spring's scheduler; whatever must happen once per installation is Quartz's. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {}
