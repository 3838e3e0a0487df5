package io.slipway.backup.internal;

import io.slipway.definition.Definition;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.DifferenceNode;
import io.slipway.definition.compare.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** What becomes of apps, tables, fields and so on, one line each. */
final class DifferenceWords {

    private DifferenceWords() {}

    static List<String> between(Definition before, Definition after) {
        List<String> lines = new ArrayList<>();
        Difference.between(before.resources(), after.resources()).roots().forEach(root -> add(root, "", lines));
        return lines;
    }

    private static void add(DifferenceNode node, String within, List<String> lines) {
        ResourceChange change = node.change();
        if (change != null) {
            String words = String.join("; ", change.words());
            lines.add(change.kind().sign() + " " + change.shown().type().label() + " “" + node.title() + "”" + within
                    + (words.isEmpty() ? "" : ": " + words));
        }
        // a heading such as "Tables in no app" is no place
        String inside = node.type() == null ? "" : " in “" + node.title() + "”";
        node.children().forEach(child -> add(child, inside, lines));
    }
}
