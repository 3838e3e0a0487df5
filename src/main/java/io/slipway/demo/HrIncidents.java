package io.slipway.demo;

import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What waits in the demo's sandbox: an app for HR that shares the table of employees, and changes to that table. */
final class HrIncidents {

    static final String APP = "HR Incidents";

    private HrIncidents() {}

    static boolean isIn(Definition definition) {
        return definition.all(App.class).anyMatch(app -> app.name().equals(APP));
    }

    static void draw(Drawing draw, Definition now) {
        Table employees = ProjectTracking.table(now, ProjectTracking.EMPLOYEES);
        Field contact = changeEmployees(draw, now, employees);

        Table incidents = draw.table("Incidents", "What was reported to HR.");
        Field number = draw.field(incidents, "No.", new FieldKind.AutoNumber("HR-", 4), false);
        Field title = draw.field(incidents, "Title", new FieldKind.ShortText(100), true);
        Field employee = draw.link(incidents, "Employee", employees, Cardinality.MANY_TO_ONE, "Incidents", true);
        Field kind = draw.field(
                incidents,
                "Kind",
                new FieldKind.SingleChoice(Drawing.choices("Safety", "Conduct", "Absence", "Grievance", "Other")),
                true);
        Field severity = draw.field(
                incidents, "Severity", new FieldKind.SingleChoice(Drawing.choices("Low", "Medium", "High")), true);
        Field reported = draw.field(incidents, "Reported on", new FieldKind.Date(), true);
        Field state = draw.field(
                incidents,
                "Status",
                new FieldKind.SingleChoice(Drawing.choices("New", "In review", "Escalated", "Closed")),
                true);
        Field confidential = draw.field(incidents, "Confidential", new FieldKind.YesNo(), false);
        Field what = draw.field(incidents, "What happened", new FieldKind.LongText(), false);
        Form incidentForm = draw.form(
                incidents,
                "Incident",
                List.of(number, title, employee, kind, severity, reported, state, confidential, what));
        View open = draw.view(
                incidents,
                "Open incidents",
                incidentForm,
                List.of(new View.Filter(state.id(), View.Comparison.NOT_EQUALS, "4")),
                List.of(new View.Sort(reported.id(), true)),
                number,
                title,
                employee,
                kind,
                severity,
                reported,
                state);

        Table escalations = draw.table("Escalations", "Incidents that somebody else has to decide on.");
        Field incident = draw.link(escalations, "Incident", incidents, Cardinality.MANY_TO_ONE, "Escalations", true);
        Field to = draw.link(escalations, "Escalated to", employees, Cardinality.MANY_TO_ONE, "Escalations", true);
        Field at = draw.field(escalations, "Escalated at", new FieldKind.DateTime(), true);
        Field reason = draw.field(escalations, "Reason", new FieldKind.LongText(), false);
        Form escalationForm = draw.form(escalations, "Escalation", List.of(incident, to, at, reason));
        View all = draw.view(
                escalations,
                "All escalations",
                escalationForm,
                List.of(),
                List.of(new View.Sort(at.id(), true)),
                incident,
                to,
                at);

        App app = draw.put(new App(
                draw.id(),
                APP,
                "Incidents and escalations, for HR only.",
                "shield",
                List.of(incidents.id(), escalations.id(), employees.id()),
                List.of(open.id(), all.id())));
        Role officer = draw.put(new Role(
                draw.id(),
                "HR officer",
                Set.of(app.id()),
                new TreeMap<>(Map.of(
                        incidents.id(),
                        new Permission(true, true, true, false),
                        escalations.id(),
                        new Permission(true, true, true, false),
                        employees.id(),
                        new Permission(true, false, true, false)))));
        draw.put(new UserGroup(draw.id(), "HR", Set.of(officer.id())));
        showOnForm(draw, now, employees, contact);
        draw.finish();
    }

    /** A renamed field, one with another kind, one more choice, and a new field. */
    private static Field changeEmployees(Drawing draw, Definition now, Table employees) {
        draw.put(ProjectTracking.field(now, employees, "Phone").withName("Work phone"));
        draw.put(ProjectTracking.field(now, employees, "Badge no.").withKind(new FieldKind.WholeNumber(1L, null)));
        Field department = ProjectTracking.field(now, employees, "Department");
        if (department.kind() instanceof FieldKind.SingleChoice choice) {
            List<Choice> choices = new ArrayList<>(choice.choices());
            choices.add(new Choice(choices.size() + 1L, "People & Culture"));
            draw.put(department.withKind(new FieldKind.SingleChoice(choices)));
        }
        return draw.put(new Field(
                draw.id(),
                employees.id(),
                "Emergency contact",
                new FieldKind.Phone(),
                1024L * 20,
                false,
                false,
                null,
                "Whom to call first."));
    }

    private static void showOnForm(Drawing draw, Definition now, Table employees, Field contact) {
        Form form = now.forms(employees.id()).get(0);
        List<Form.Item> items = new ArrayList<>(form.items());
        items.add(new Form.Item(contact.id(), false, ""));
        draw.put(new Form(form.id(), form.table(), form.name(), items));
    }
}
