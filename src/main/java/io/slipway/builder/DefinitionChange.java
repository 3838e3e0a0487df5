package io.slipway.builder;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;

/** One thing a builder wants changed. */
public sealed interface DefinitionChange {

    /** The resource it is about. */
    ResourceId resource();

    /**
     * The resource shall be like this: a new one, or another state of one that is there.
     *
     * @param wanted with an id from {@link Builder#newId} when it is new
     */
    record Put(Resource wanted) implements DefinitionChange {
        @Override
        public ResourceId resource() {
            return wanted.id();
        }
    }

    /**
     * The resource shall go, with what can't exist without it: a table takes its fields, forms, views and
     * relationships, a relationship its link field, a link field its relationship. Forms, views, apps, roles and groups
     * let go of it. An app leaves its tables.
     */
    record Remove(ResourceId resource) implements DefinitionChange {}

    /** The app shall go with those of its tables that no other app has. */
    record RemoveAppWithTables(ResourceId resource) implements DefinitionChange {}
}
