package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.RevisionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to one resource between two definitions. */
public sealed interface ResourceChange {

    /** The resource as it should be shown: as it is afterwards, or as it was when it is gone. */
    Resource shown();

    /** What changed, one line each, for people. */
    List<String> words();

    /** A new resource. */
    record Added(Resource after, List<String> words) implements ResourceChange {
        public Added {
            words = List.copyOf(words);
        }

        @Override
        public Resource shown() {
            return after;
        }
    }

    /** A changed resource. */
    record Modified(Resource before, Resource after, List<PropertyChange> properties) implements ResourceChange {
        public Modified {
            properties = List.copyOf(properties);
        }

        @Override
        public Resource shown() {
            return after;
        }

        @Override
        public List<String> words() {
            return properties.stream().map(PropertyChange::words).toList();
        }
    }

    /** A resource that is gone. */
    record Deleted(Resource before) implements ResourceChange {
        @Override
        public Resource shown() {
            return before;
        }

        @Override
        public List<String> words() {
            return List.of();
        }
    }

    /** The resource's id. */
    default ResourceId id() {
        return shown().id();
    }

    /** Add, Modify or Delete. */
    default RevisionKind kind() {
        return switch (this) {
            case Added added -> RevisionKind.ADD;
            case Modified modified -> RevisionKind.MODIFY;
            case Deleted deleted -> RevisionKind.DELETE;
        };
    }

    /** A revision in words. */
    static ResourceChange of(Revision revision, Names names) {
        return between(revision.before(), revision.after(), names)
                .orElseThrow(() -> new IllegalArgumentException("Revision " + revision.number() + " changes nothing"));
    }

    /** The change from one state of a resource (null: not there) to another; empty: they are equal. */
    static Optional<ResourceChange> between(@Nullable Resource before, @Nullable Resource after, Names names) {
        if (before == null) {
            return after == null ? Optional.empty() : Optional.of(new Added(after, described(after)));
        }
        if (after == null) {
            return Optional.of(new Deleted(before));
        }
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(new Modified(before, after, PropertyChanges.between(before, after, names)));
    }

    private static List<String> described(Resource resource) {
        if (!(resource instanceof Field field)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("type: " + KindProperties.words(field.kind()));
        if (field.required()) {
            lines.add("required");
        }
        if (field.unique()) {
            lines.add("unique");
        }
        if (field.defaultValue() != null) {
            lines.add("default value: " + Words.value(field, field.defaultValue()));
        }
        return lines;
    }
}
