package io.slipway.sandbox.ui;

import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import io.slipway.sandbox.Changelog.Entry;
import io.slipway.sandbox.Changelog.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The columns of the changelog, in their order. */
enum ChangelogColumn {
    REV("Rev", "4.75rem"),
    ID("Resource ID", "6.75rem"),
    APP("App", "7.5rem"),
    NAME("Resource name", "8.5rem"),
    TYPE("Resource type", "8rem"),
    KIND("Revision type", "8rem"),
    CHANGES("Changes", "12.5rem"),
    WHO("Who", "6.5rem"),
    WHEN("When", "6.5rem"),
    STANDING("Standing", "7rem");

    private final String header;
    private final String width;

    ChangelogColumn(String header, String width) {
        this.header = header;
        this.width = width;
    }

    String header() {
        return header;
    }

    String width() {
        return width;
    }

    /** Its share of the room that is left. */
    int grows() {
        return switch (this) {
            case CHANGES -> 4;
            case APP, NAME -> 2;
            case WHO, WHEN -> 1;
            case REV, ID, TYPE, KIND, STANDING -> 0;
        };
    }

    /** The entry's text in this column. */
    String text(Entry entry) {
        return switch (this) {
            case REV -> entry.revision() == 0 ? "" : Long.toString(entry.revision());
            case ID -> entry.resource().toString();
            case APP -> entry.apps();
            case NAME -> entry.name();
            case TYPE -> entry.type().label();
            case KIND -> entry.kind().label();
            case CHANGES -> String.join("\n", entry.changes());
            case WHO -> entry.by();
            case WHEN -> String.valueOf(entry.at());
            case STANDING -> entry.standing().label();
        };
    }

    /** Whether one of few values is chosen instead of typing a part. */
    boolean exact() {
        return !choices().isEmpty();
    }

    /** The values to choose from; empty: any text. */
    List<String> choices() {
        return switch (this) {
            case TYPE ->
                Stream.of(ResourceType.values()).map(ResourceType::label).toList();
            case KIND ->
                Stream.of(RevisionKind.values()).map(RevisionKind::label).toList();
            case STANDING -> Stream.of(Standing.values()).map(Standing::label).toList();
            case REV, ID, APP, NAME, CHANGES, WHO, WHEN -> List.of();
        };
    }

    Comparator<Entry> order() {
        return switch (this) {
            case REV -> Comparator.comparingLong(Entry::revision);
            case ID -> Comparator.comparing(Entry::resource);
            case WHEN -> Comparator.comparing(entry -> entry.at() == null ? "" : String.valueOf(entry.at()));
            case APP, NAME, TYPE, KIND, CHANGES, WHO, STANDING ->
                Comparator.comparing(this::text, String.CASE_INSENSITIVE_ORDER);
        };
    }

    /** Whether it is left out where there is little room; the name's cell then says it too. */
    boolean onlyWide() {
        return switch (this) {
            case ID, APP, TYPE, KIND, CHANGES, WHO, WHEN, STANDING -> true;
            case REV, NAME -> false;
        };
    }
}
