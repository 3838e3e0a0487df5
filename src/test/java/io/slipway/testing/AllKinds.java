package io.slipway.testing;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A production with two tables: things, with a field of each kind, and places, which things link to. */
public final class AllKinds {

    public final Workshop workshop;
    public final EnvironmentId production;
    public final ResourceId things;
    public final ResourceId places;
    public final ResourceId placeName;
    public final Relationship one;
    public final Relationship many;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    public AllKinds(Workshop workshop) {
        this.workshop = workshop;
        production = workshop.production();
        things = id();
        places = id();
        placeName = id();
        one = new Relationship(id(), "Things", Cardinality.MANY_TO_ONE, things, places);
        many = new Relationship(id(), "Visitors", Cardinality.MANY_TO_MANY, things, places);
        List<Choice> colours = List.of(new Choice(7, "Red"), new Choice(3, "Green"), new Choice(5, "Blue"));
        field("text", new FieldKind.ShortText(100));
        field("long", new FieldKind.LongText());
        field("integer", new FieldKind.WholeNumber(null, null));
        field("decimal", new FieldKind.DecimalNumber(10));
        field("money", new FieldKind.Money("EUR"));
        field("percent", new FieldKind.Percent(2));
        field("date", new FieldKind.Date());
        field("dateTime", new FieldKind.DateTime());
        field("time", new FieldKind.Time());
        field("yesNo", new FieldKind.YesNo());
        field("single", new FieldKind.SingleChoice(colours));
        field("multi", new FieldKind.MultiChoice(colours));
        field("email", new FieldKind.Email());
        field("phone", new FieldKind.Phone());
        field("url", new FieldKind.Url());
        field("user", new FieldKind.User());
        field("number", new FieldKind.AutoNumber("T-", 5));
        field("link", new FieldKind.Link(one.id()));
        field("links", new FieldKind.Link(many.id()));
        fields.put(
                "unique",
                new Field(id(), things, "unique", new FieldKind.ShortText(50), fields.size(), false, true, null, ""));
        List<Resource> all = new ArrayList<>(fields.values());
        all.add(new Table(things, "Things", "", null));
        all.add(new Table(places, "Places", "", null));
        all.add(new Field(placeName, places, "Name", new FieldKind.ShortText(100), 0, false, false, null, ""));
        all.add(one);
        all.add(many);
        workshop.build(production, all.toArray(Resource[]::new));
    }

    private ResourceId id() {
        return workshop.id(production);
    }

    private void field(String name, FieldKind kind) {
        field(name, kind, null);
    }

    private void field(String name, FieldKind kind, @Nullable String defaultValue) {
        fields.put(name, new Field(id(), things, name, kind, fields.size(), false, false, defaultValue, ""));
    }

    /** The id of a field of things. */
    public ResourceId f(String name) {
        return field(name).id();
    }

    /** A field of things. */
    public Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(name);
        }
        return field;
    }

    /** Its definition when it was made. */
    public Map<String, Field> fields() {
        return fields;
    }
}
