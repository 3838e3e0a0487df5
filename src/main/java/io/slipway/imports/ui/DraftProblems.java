package io.slipway.imports.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tabs;
import io.slipway.common.InvalidInput;
import io.slipway.imports.ImportJob;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a draft and stands at no column, table or app of its own. */
class DraftProblems extends Div {

    private final transient ImportJob job;

    DraftProblems(ImportJob job) {
        this.job = job;
        addClassName("form-errors");
        getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    /** Problems by place, those of one place together. */
    static Map<String, String> byPlace(List<InvalidInput> problems) {
        Map<String, String> byPlace = new LinkedHashMap<>();
        problems.forEach(
                problem -> byPlace.merge(problem.place(), String.valueOf(problem.getMessage()), (a, b) -> a + " " + b));
        return byPlace;
    }

    /**
     * Says those that are not shown elsewhere.
     *
     * @param elsewhere places that show their own
     */
    void show(Map<String, String> byPlace, Collection<String> elsewhere) {
        removeAll();
        byPlace.forEach((place, message) -> {
            if (!elsewhere.contains(place)) {
                add(new Div(where(place) + message));
            }
        });
        setVisible(getChildren().findAny().isPresent());
    }

    /** Says one thing. */
    void show(String message) {
        removeAll();
        add(new Div(message));
        setVisible(true);
    }

    /** Marks the tabs of files something is wrong with. */
    void mark(Tabs tabs, Map<String, String> byPlace) {
        for (int i = 0; i < tabs.getTabCount(); i++) {
            String place = "file." + i;
            boolean bad =
                    byPlace.keySet().stream().anyMatch(each -> each.equals(place) || each.startsWith(place + "."));
            tabs.getTabAt(i).setLabel(job.files().get(i).name() + (bad ? " ⚠" : ""));
        }
    }

    /** Of several files, which one a problem is about. */
    private String where(String place) {
        String[] parts = place.split("\\.");
        return job.files().size() > 1 && parts.length > 1 && parts[0].equals("file")
                ? job.files().get(Integer.parseInt(parts[1])).name() + ": "
                : "";
    }
}
