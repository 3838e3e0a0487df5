package io.slipway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no reviewer should have to look for: who may use which library, and which way the arrows point. */
@AnalyzeClasses(packages = "io.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The rooms from the bottom up. Those of one tier stand side by side and may talk, as long as it is no circle. */
    private static final List<Set<String>> TIERS = List.of(
            Set.of("embedded"),
            Set.of("common"),
            Set.of("account", "cli"),
            Set.of("ui"),
            Set.of("definition"),
            Set.of("environment"),
            Set.of("storage"),
            Set.of("records"),
            Set.of("backup"),
            Set.of("builder"),
            Set.of("sandbox"),
            Set.of("promotion"),
            Set.of("schedule", "imports", "offline"),
            Set.of("webhook"),
            Set.of("integration"),
            Set.of("notification"),
            Set.of("shell"),
            Set.of("demo"));

    private static final Pattern NULL_MARKED = Pattern.compile("(?m)^@(org\\.jspecify\\.annotations\\.)?NullMarked$");

    private static final String[] SEES_VAADIN = {"..ui..", "io.slipway.shell.."};
    private static final String[] SEES_JDBC = {"..internal..", "io.slipway.embedded..", "io.slipway.common.db.."};

    @ArchTest
    static final ArchRule arrowsPointDownwards = ArchRuleDefinition.classes()
            .should(pointDownwards())
            .because("each room can be understood and tested with only the rooms below it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule vaadinStaysInTheUserInterface = noClasses()
            .that()
            .resideOutsideOfPackages(SEES_VAADIN)
            .and()
            .doNotHaveFullyQualifiedName("io.slipway.SlipwayApplication")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin..")
            .because("services must work the same for the API, the scheduler and the field app")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule quartzStaysInTheSchedule = noClasses()
            .that()
            .resideOutsideOfPackage("io.slipway.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.quartz..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jdbcStaysInside = noClasses()
            .that()
            .resideOutsideOfPackages(SEES_JDBC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.mariadb..", "com.zaxxer.hikari..")
            .because("a room's root offers words of its trade, not result sets")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule sqlBuildersStayInside = noClasses()
            .that()
            .resideOutsideOfPackages("..internal..", "io.slipway.common.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "org.springframework.data..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule backupsAreNotReadThroughPermissions = noClasses()
            .that()
            .resideInAPackage("io.slipway.backup..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.slipway.records..")
            .because("the records service shows what a person may see, and a backup holds everything");

    @ArchTest
    static final ArchRule noFrontendBundleOfOurOwn = noClasses()
            .should()
            .beAnnotatedWith("com.vaadin.flow.component.dependency.JsModule")
            .orShould()
            .beAnnotatedWith("com.vaadin.flow.component.dependency.NpmPackage")
            .orShould()
            .beAnnotatedWith("com.vaadin.flow.component.dependency.CssImport")
            .orShould()
            .beAnnotatedWith("com.vaadin.flow.theme.Theme")
            .because("any of these makes Vaadin build a bundle, and then everybody needs Node to build Slipway")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .haveSimpleNameNotContaining("Clock")
            .should()
            .callMethodWhere(asksTheMachineForTheTime())
            .because("tests set the clock, and a promotion takes its time from the database")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule datesAreOfJavaTime = noClasses()
            .that()
            .resideOutsideOfPackage("io.slipway.schedule..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Calendar")
            .because("java.time says what it means; only Quartz still wants the old classes")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)")
            .because("such a name tells the reader nothing")
            .allowEmptyShould(true);

    @Test
    void everyPackageIsDescribedAndNullMarked() throws IOException {
        Path root = Path.of("src", "main", "java");
        TreeSet<String> lacking = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path folder : files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()) {
                Path info = folder.resolve("package-info.java");
                String text = Files.exists(info) ? Files.readString(info, UTF_8) : "";
                if (!NULL_MARKED.matcher(text).find() || !text.contains("/**")) {
                    lacking.add(root.relativize(folder).toString());
                }
            }
        }
        assertThat(lacking)
                .as("packages without a package-info.java that has a sentence and @NullMarked")
                .isEmpty();
    }

    private static ArchCondition<JavaClass> pointDownwards() {
        return new ArchCondition<>("depend only on rooms below their own") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                int from = tier(origin);
                if (from < 0) {
                    return;
                }
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    int to = tier(dependency.getTargetClass());
                    boolean viewInTheShell = resideInAnyPackage("..ui..").test(origin)
                            && resideInAnyPackage("io.slipway.shell..").test(dependency.getTargetClass());
                    if (to > from && !viewInTheShell) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** How high the class's room lies; -1 for what is in no room. A room missing from the list is an error. */
    private static int tier(JavaClass type) {
        String prefix = "io.slipway.";
        String name = type.getPackageName();
        if (!name.startsWith(prefix)) {
            return -1;
        }
        String room = name.substring(prefix.length()).split("\\.")[0];
        for (int tier = 0; tier < TIERS.size(); tier++) {
            if (TIERS.get(tier).contains(room)) {
                return tier;
            }
        }
        throw new AssertionError("The room " + room + " has no tier yet: say in ArchitectureTest where it belongs");
    }

    private static DescribedPredicate<JavaMethodCall> asksTheMachineForTheTime() {
        return describe("asks the machine for the time", call -> {
            String owner = call.getTargetOwner().getFullName();
            String method = call.getTarget().getName();
            boolean withoutClock = call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(parameter -> parameter.isEquivalentTo(java.time.Clock.class));
            return (owner.startsWith("java.time.") && method.equals("now") && withoutClock)
                    || (owner.equals("java.lang.System") && method.equals("currentTimeMillis"))
                    || (owner.equals("java.time.Clock") && method.startsWith("system"));
        });
    }
}
