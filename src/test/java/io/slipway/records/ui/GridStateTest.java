package io.slipway.records.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.View.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridStateTest {

    private static final ResourceId TABLE = new ResourceId(1);
    private static final ResourceId NAME = new ResourceId(2);
    private static final ResourceId SIZE = new ResourceId(3);

    private static Definition definition() {
        Map<ResourceId, Resource> resources = new TreeMap<>();
        resources.put(TABLE, new Table(TABLE, "Table", "", null));
        resources.put(NAME, new Field(NAME, TABLE, "Name", new FieldKind.ShortText(50), 0, false, false, null, ""));
        resources.put(
                SIZE, new Field(SIZE, TABLE, "Size", new FieldKind.WholeNumber(null, null), 1, false, false, null, ""));
        return Definition.empty(new EnvironmentId(new AccountId(1), 1)).with(1, resources, List.of());
    }

    private static GridState parse(String query) {
        return GridState.parse(QueryParameters.fromString(query), definition(), TABLE);
    }

    @Test
    void what_is_written_into_an_address_is_read_from_it() {
        GridState state = new GridState(
                "a&b=c %20 ü 🚢",
                List.of(new View.Sort(SIZE, true), new View.Sort(NAME, false)),
                List.of(
                        new View.Filter(NAME, Comparison.CONTAINS, "x.y&z=1.2"),
                        new View.Filter(SIZE, Comparison.AT_LEAST, "-5"),
                        new View.Filter(NAME, Comparison.NOT_EMPTY, null)),
                Set.of(SIZE));
        assertThat(parse(state.parameters().getQueryString())).isEqualTo(state);
        assertThat(GridState.PLAIN.parameters().getQueryString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f=",
                "f=.",
                "f=..",
                "f=2",
                "f=2.",
                "f=2.equals",
                "f=2.equals.",
                "f=3.equals.x",
                "f=3.contains.1",
                "f=3.equals.99999999999999999999",
                "f=2.empty.value",
                "f=9.equals.1",
                "f=-2.equals.1",
                "sort=x&sort=&sort=-&sort=--2&sort=9",
                "hide=&hide=x&hide=9",
                "other=1"
            })
    void what_does_not_fit_is_passed_over(String query) {
        assertThat(parse(query)).isEqualTo(GridState.PLAIN);
    }

    @Test
    void searches_and_lists_have_an_end() {
        assertThat(parse("q=" + "x".repeat(10_000)).search()).hasSize(200);
        assertThat(parse("f=2.contains.a" + "&f=2.contains.a".repeat(500)).filters())
                .hasSize(50);
    }
}
