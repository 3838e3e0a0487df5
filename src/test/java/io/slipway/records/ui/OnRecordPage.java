package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.SignIns;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Things somebody is signed in to work with, and how their page is filled in. */
@UiTest
abstract class OnRecordPage {

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
        signIn(world.admin);
    }

    void signIn(Actor.Person person) {
        TestSignIn.as(signIns, person);
        UI.getCurrent().setLocale(Locale.UK);
    }

    static void open(String address) {
        RecordPaths.open(UI.getCurrent(), address);
    }

    static <C extends Component> C field(Class<C> type, String label) {
        return _get(type, spec -> spec.withLabel(label));
    }

    static void type(String label, String text) {
        _setValue(field(TextField.class, label), text);
    }

    static void press(String button) {
        _click(_get(Button.class, spec -> spec.withText(button)));
    }

    List<StoredRecord> all() {
        return records.query(world.admin, world.production, RecordQuery.all(world.kinds.things));
    }

    Object stored(String field) {
        return all().getFirst().value(world.kinds.f(field));
    }
}
