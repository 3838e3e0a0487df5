package io.slipway.builder.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.builder.Preview;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import io.slipway.definition.compare.ResourceChange;
import io.slipway.storage.DataImpact;
import io.slipway.ui.Confirm;
import io.slipway.ui.ConfirmTyped;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks before something is removed: says what goes along and what data is lost, and has its name typed for that. */
final class Removal {

    private Removal() {}

    static void ask(Bench bench, Resource resource) {
        ask(bench, resource, new DefinitionChange.Remove(resource.id()));
    }

    static void ask(Bench bench, Resource resource, DefinitionChange change) {
        Edit edit = bench.made(List.of(change));
        Preview preview = bench.preview(edit);
        String what = resource.type().label().toLowerCase(Locale.ROOT) + " “" + resource.name() + "”";
        if (!preview.problems().isEmpty()) {
            Toast.failure(String.join(
                    " ",
                    preview.problems().stream()
                            .map(EditOutcome.Problem::message)
                            .toList()));
            bench.redraw();
            return;
        }
        Div explanation = explanation(preview, resource);
        Runnable act = () -> bench.act(capitalised(what) + " is removed.", edit);
        if (preview.losses().isEmpty()) {
            ConfirmDialog dialog = Confirm.askDangerous("Remove " + what + "?", "", "Remove", act);
            dialog.setText(explanation);
        } else {
            new ConfirmTyped("Remove " + what + "?", explanation, resource.name(), verb(preview), act).open();
        }
    }

    private static String verb(Preview preview) {
        long records = count(preview, "table.removed");
        long values =
                preview.losses().stream().mapToLong(DataImpact.Finding::count).sum() - records;
        List<String> lost = new ArrayList<>();
        if (records > 0) {
            lost.add(Shown.count(records, "record", "records"));
        }
        if (values > 0) {
            lost.add(Shown.count(values, "value", "values"));
        }
        return "Remove with " + String.join(" and ", lost);
    }

    private static long count(Preview preview, String code) {
        return preview.losses().stream()
                .filter(finding -> finding.code().equals(code))
                .mapToLong(DataImpact.Finding::count)
                .sum();
    }

    private static Div explanation(Preview preview, Resource resource) {
        Div all = new Div();
        all.addClassName("removal");
        List<String> going = new ArrayList<>();
        List<String> changing = new ArrayList<>();
        for (ResourceChange change : preview.difference().changes()) {
            String title = change.shown().type().label() + " “" + change.shown().name() + "”";
            if (change.kind() == RevisionKind.DELETE && !change.id().equals(resource.id())) {
                going.add(title);
            } else if (change.kind() == RevisionKind.MODIFY) {
                changing.add(title);
            }
        }
        if (resource.type() == ResourceType.APP && preview.losses().isEmpty()) {
            all.add(new Paragraph("No records are removed."));
        }
        list(all, "This goes along:", going);
        list(all, "This lets go of it and stays:", changing);
        if (preview.losses().isEmpty()) {
            all.add(new Paragraph("No data is lost."));
        } else {
            all.add(new FindingList(preview.losses()));
        }
        return all;
    }

    private static void list(Div all, String heading, List<String> titles) {
        if (titles.isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        titles.stream().limit(8).forEach(title -> list.add(new ListItem(title)));
        if (titles.size() > 8) {
            list.add(new ListItem("and " + Shown.count(titles.size() - 8L) + " more"));
        }
        all.add(new Paragraph(heading), list);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
