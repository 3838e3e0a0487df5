package io.slipway.promotion.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.compare.DifferenceNode;
import io.slipway.definition.compare.PropertyChange;
import io.slipway.definition.compare.ResourceChange;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.ui.ChangeBadge.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the tree of changes, with what the checks found out about each. */
final class ChangeRows {

    static final String PROPERTY = "property";

    private static final String ABSENT = "—";

    private final Map<ResourceId, Risk> risks = new HashMap<>();

    private final Risk unless;

    private ChangeRows(List<CheckResult> checks, boolean checked) {
        unless = checked ? Risk.NONE : Risk.UNKNOWN;
        for (CheckResult check : checks) {
            if (check.subject() != null) {
                risks.merge(check.subject(), Risk.of(check.severity()), Risk::or);
            }
        }
    }

    /**
     * The rows.
     *
     * @param checked false: nobody has looked yet what the changes do to data
     */
    static List<ChangeRow> of(List<DifferenceNode> roots, List<CheckResult> checks, boolean checked) {
        ChangeRows rows = new ChangeRows(checks, checked);
        return rows.rows("", roots);
    }

    private List<ChangeRow> rows(String path, List<DifferenceNode> nodes) {
        List<ChangeRow> rows = new ArrayList<>();
        for (int index = 0; index < nodes.size(); index++) {
            rows.add(row(path + "/" + index, nodes.get(index)));
        }
        return rows;
    }

    private ChangeRow row(String key, DifferenceNode node) {
        ResourceChange change = node.change();
        List<ChangeRow> below = new ArrayList<>(properties(key, change));
        below.addAll(rows(key, node.children()));
        return new ChangeRow(
                key,
                node.title(),
                node.type() == null ? "" : node.type().label(),
                node.note(),
                change == null ? null : kind(change),
                production(change),
                sandbox(change),
                change == null ? Risk.NONE : risks.getOrDefault(change.id(), unless),
                below);
    }

    private static Change kind(ResourceChange change) {
        return switch (change) {
            case ResourceChange.Added added -> Change.ADDED;
            case ResourceChange.Modified modified -> Change.MODIFIED;
            case ResourceChange.Deleted deleted -> Change.REMOVED;
        };
    }

    private static String production(@Nullable ResourceChange change) {
        return switch (change) {
            case null -> "";
            case ResourceChange.Added added -> ABSENT;
            case ResourceChange.Modified modified -> "";
            case ResourceChange.Deleted deleted -> "there";
        };
    }

    private static String sandbox(@Nullable ResourceChange change) {
        return switch (change) {
            case null -> "";
            case ResourceChange.Added added -> added.words().isEmpty() ? "new" : String.join(", ", added.words());
            case ResourceChange.Modified modified -> "";
            case ResourceChange.Deleted deleted -> ABSENT;
        };
    }

    private static List<ChangeRow> properties(String key, @Nullable ResourceChange change) {
        if (!(change instanceof ResourceChange.Modified modified)) {
            return List.of();
        }
        List<ChangeRow> rows = new ArrayList<>();
        for (PropertyChange property : modified.properties()) {
            rows.add(new ChangeRow(
                    key + ":" + rows.size(),
                    property.label(),
                    PROPERTY,
                    "",
                    property.before() == null
                            ? Change.ADDED
                            : property.after() == null ? Change.REMOVED : Change.MODIFIED,
                    property.before() == null ? ABSENT : property.before(),
                    property.after() == null ? ABSENT : property.after(),
                    Risk.NONE,
                    List.of()));
        }
        return rows;
    }
}
