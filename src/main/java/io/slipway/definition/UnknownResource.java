package io.slipway.definition;

import io.slipway.common.ResourceId;

/** A resource that is not in the definition: removed meanwhile, of another account, or never there. */
public class UnknownResource extends RuntimeException {

    private final ResourceId id;

    public UnknownResource(Class<? extends Resource> kind, ResourceId id) {
        super("There is no " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " with the id " + id
                + " here. It may have been removed meanwhile.");
        this.id = id;
    }

    /** The id asked for. */
    public ResourceId id() {
        return id;
    }
}
