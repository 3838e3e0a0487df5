package io.slipway.demo;

import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The app the demo account works with: employees, projects and tasks. */
final class ProjectTracking {

    static final String APP = "Project Tracking";
    static final String EMPLOYEES = "Employees";
    static final String PROJECTS = "Projects";
    static final String TASKS = "Tasks";
    static final String MEMBERS = "Project members";
    static final String LEADS = "Project leads";

    private ProjectTracking() {}

    /** The app, if it is there. */
    static boolean isIn(Definition definition) {
        return definition.all(App.class).anyMatch(app -> app.name().equals(APP));
    }

    static Table table(Definition definition, String name) {
        return definition
                .all(Table.class)
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The demo has no table " + name));
    }

    static Field field(Definition definition, Table table, String name) {
        return definition.fields(table.id()).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The demo has no field " + name));
    }

    static void draw(Drawing draw) {
        Table employees = draw.table(EMPLOYEES, "Everybody who works here.");
        Field name = draw.field(employees, "Name", new FieldKind.ShortText(80), true);
        Field email = draw.field(employees, "E-mail", new FieldKind.Email(), false);
        Field phone = draw.field(employees, "Phone", new FieldKind.Phone(), false);
        Field department = draw.field(
                employees,
                "Department",
                new FieldKind.SingleChoice(Drawing.choices("Engineering", "Design", "Sales", "Finance", "Operations")),
                true);
        Field title = draw.field(employees, "Job title", new FieldKind.ShortText(60), false);
        Field badge = draw.field(employees, "Badge no.", new FieldKind.ShortText(20), false);
        Field hired = draw.field(employees, "Hired on", new FieldKind.Date(), false);
        Field active = draw.field(employees, "Active", new FieldKind.YesNo(), false);
        Form person =
                draw.form(employees, "Employee", List.of(name, email, phone, department, title, badge, hired, active));
        View everybody = draw.view(
                employees,
                "All employees",
                person,
                List.of(),
                List.of(new View.Sort(name.id(), false)),
                name,
                department,
                title,
                email,
                phone,
                hired);

        Table projects = draw.table(PROJECTS, "What we do for whom.");
        Field project = draw.field(projects, "Name", new FieldKind.ShortText(80), true);
        Field client = draw.field(projects, "Client", new FieldKind.ShortText(80), false);
        Field state = draw.field(
                projects,
                "Status",
                new FieldKind.SingleChoice(Drawing.choices("Planned", "Running", "On hold", "Finished")),
                true);
        Field start = draw.field(projects, "Starts on", new FieldKind.Date(), false);
        Field due = draw.field(projects, "Due on", new FieldKind.Date(), false);
        Field budget = draw.field(projects, "Budget", new FieldKind.Money("EUR"), false);
        Field progress = draw.field(projects, "Progress", new FieldKind.Percent(0), false);
        Field lead = draw.link(projects, "Lead", employees, Cardinality.MANY_TO_ONE, "Leads projects", false);
        Field team = draw.link(projects, "Team", employees, Cardinality.MANY_TO_MANY, "In projects", false);
        Field notes = draw.field(projects, "Notes", new FieldKind.LongText(), false);
        Form projectForm = draw.form(
                projects, "Project", List.of(project, client, state, start, due, budget, progress, lead, team, notes));
        View allProjects = draw.view(
                projects,
                "All projects",
                projectForm,
                List.of(),
                List.of(new View.Sort(project.id(), false)),
                project,
                client,
                state,
                lead,
                due,
                budget,
                progress);
        View running = draw.view(
                projects,
                "Running projects",
                projectForm,
                List.of(new View.Filter(state.id(), View.Comparison.EQUALS, "2")),
                List.of(new View.Sort(due.id(), false)),
                project,
                client,
                lead,
                due,
                progress);

        Table tasks = draw.table(TASKS, "The steps of each project.");
        Field number = draw.field(tasks, "No.", new FieldKind.AutoNumber("T-", 4), false);
        Field task = draw.field(tasks, "Title", new FieldKind.ShortText(100), true);
        Field of = draw.link(tasks, "Project", projects, Cardinality.MANY_TO_ONE, "Tasks", true);
        Field assignee = draw.link(tasks, "Assignee", employees, Cardinality.MANY_TO_ONE, "Assigned tasks", false);
        Field taskState = draw.field(
                tasks,
                "Status",
                new FieldKind.SingleChoice(Drawing.choices("Open", "In work", "In review", "Done")),
                true);
        Field priority = draw.field(
                tasks,
                "Priority",
                new FieldKind.SingleChoice(Drawing.choices("Low", "Normal", "High", "Urgent")),
                false);
        Field tags = draw.field(
                tasks,
                "Tags",
                new FieldKind.MultiChoice(Drawing.choices("Backend", "Frontend", "Data", "Customer", "Legal")),
                false);
        Field taskDue = draw.field(tasks, "Due on", new FieldKind.Date(), false);
        Field estimate = draw.field(tasks, "Estimate (h)", new FieldKind.DecimalNumber(1), false);
        Field doneAt = draw.field(tasks, "Done at", new FieldKind.DateTime(), false);
        Field description = draw.field(tasks, "Description", new FieldKind.LongText(), false);
        Form taskForm = draw.form(
                tasks,
                "Task",
                List.of(number, task, of, assignee, taskState, priority, tags, taskDue, estimate, doneAt, description));
        View allTasks = draw.view(
                tasks,
                "All tasks",
                taskForm,
                List.of(),
                List.of(new View.Sort(number.id(), true)),
                number,
                task,
                of,
                assignee,
                taskState,
                priority,
                taskDue);
        View open = draw.view(
                tasks,
                "Open tasks",
                taskForm,
                List.of(new View.Filter(taskState.id(), View.Comparison.NOT_EQUALS, "4")),
                List.of(new View.Sort(taskDue.id(), false)),
                number,
                task,
                of,
                assignee,
                taskState,
                priority,
                taskDue);

        App app = draw.put(new App(
                draw.id(),
                APP,
                "Who works on what, for whom, and until when.",
                "briefcase",
                List.of(tasks.id(), projects.id(), employees.id()),
                List.of(open.id(), allTasks.id(), running.id(), allProjects.id(), everybody.id())));
        Permission work = new Permission(true, true, true, false);
        Permission look = new Permission(true, false, false, false);
        Role member = draw.put(new Role(
                draw.id(),
                "Project member",
                Set.of(app.id()),
                new TreeMap<>(Map.of(tasks.id(), work, projects.id(), look, employees.id(), look))));
        Role leader = draw.put(new Role(
                draw.id(),
                "Project lead",
                Set.of(app.id()),
                new TreeMap<>(
                        Map.of(tasks.id(), Permission.ALL, projects.id(), Permission.ALL, employees.id(), work))));
        draw.put(new UserGroup(draw.id(), MEMBERS, Set.of(member.id())));
        draw.put(new UserGroup(draw.id(), LEADS, Set.of(leader.id())));
        draw.finish();
    }
}
