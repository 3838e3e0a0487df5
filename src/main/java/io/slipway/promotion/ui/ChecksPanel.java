package io.slipway.promotion.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.ConversionRule;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.ui.Shown;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the checks found, worst first; what passed is folded away. */
class ChecksPanel extends Section {

    /** Findings a conversion rule settles. */
    private static final Set<String> ABOUT_CONVERSION = Set.of("values.do-not-convert", "values.replaced");

    private final transient Reviewed reviewed;
    private final transient ZoneId zone;
    private final transient BiConsumer<ResourceId, ConversionRule> choose;

    /**
     * @param zone the reader's
     * @param choose keeps a conversion rule for a field
     */
    ChecksPanel(Reviewed reviewed, ZoneId zone, BiConsumer<ResourceId, ConversionRule> choose) {
        this.reviewed = reviewed;
        this.zone = zone;
        this.choose = choose;
        addClassName("checks");
        add(new H2("Checks"));
        List<CheckResult> findings = reviewed.review().checks().stream()
                .filter(check -> check.severity() != Severity.PASSED)
                .toList();
        if (!findings.isEmpty()) {
            add(list(findings));
        }
        List<CheckResult> passed = reviewed.checks(Severity.PASSED);
        if (!passed.isEmpty()) {
            Details details = new Details(Shown.count(passed.size(), "check passed", "checks passed"), list(passed));
            details.setOpened(findings.isEmpty());
            add(details);
        }
    }

    private UnorderedList list(List<CheckResult> checks) {
        UnorderedList list = new UnorderedList();
        list.addClassName("check-list");
        checks.forEach(check -> list.add(new CheckItem(check, remedy(check))));
        return list;
    }

    private @Nullable Component remedy(CheckResult check) {
        ResourceId subject = check.subject();
        if (subject == null || !ABOUT_CONVERSION.contains(check.code())) {
            return null;
        }
        Optional<Field> before = reviewed.review().current().find(Field.class, subject);
        Optional<Field> after = reviewed.review().target().find(Field.class, subject);
        if (before.isEmpty() || after.isEmpty()) {
            return null;
        }
        ConversionRule rule = reviewed.rules().getOrDefault(subject, ConversionRule.DEFAULT);
        RuleForm form = new RuleForm(before.get(), after.get(), rule, zone, chosen -> choose.accept(subject, chosen));
        Details details = new Details(
                check.severity() == Severity.ERROR
                        ? "Choose what happens with these values"
                        : "Rule: " + RuleKind.of(rule).label() + " · change",
                form);
        details.addClassName("check-remedy");
        details.setOpened(check.severity() == Severity.ERROR && checksWithRemedy() == 1);
        return details;
    }

    private long checksWithRemedy() {
        return reviewed.checks(Severity.ERROR).stream()
                .filter(check -> ABOUT_CONVERSION.contains(check.code()))
                .count();
    }
}
