package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import io.slipway.account.SignIns;
import io.slipway.records.Records;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A view of things somebody is signed in to look at, and how its page is read. */
@UiTest
abstract class OnViewPage {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    SignIns signIns;

    AppWorld world;

    @BeforeEach
    void build() {
        world = new AppWorld(workshop, records);
        TestSignIn.as(signIns, world.admin);
        UI.getCurrent().setLocale(Locale.UK);
    }

    void open(String query) {
        RecordPaths.open(UI.getCurrent(), world.thingsPath() + query);
    }

    static RecordGrid grid() {
        return _get(RecordGrid.class);
    }

    static String count() {
        return _find(Span.class, spec -> spec.withClasses("secondary"))
                .getFirst()
                .getText();
    }

    String shown(int row, String field) {
        GridPanel panel = _get(GridPanel.class);
        return panel.text(world.kinds.field(field), GridKt._get(grid(), row));
    }

    List<String> texts() {
        return IntStream.range(0, GridKt._size(grid()))
                .mapToObj(row -> shown(row, "text"))
                .toList();
    }
}
