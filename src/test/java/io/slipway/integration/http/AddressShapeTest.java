package io.slipway.integration.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A shape only says sooner what its pattern would say. */
class AddressShapeTest {

    private static final List<String> PARTS = List.of(
            "tables", "records", "7", "%41", "tables;v=1", "Tables", "", ".", "a.b", "x.csv", "ü", "{record}", "*");

    private static PathPattern pattern(String text) {
        return new PathPatternParser().parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tables",
                "/tables/",
                "/tables/{table}",
                "/tables/{table}/records",
                "/tables/{table}/records/{record}",
                "/{any}",
                "/tables/**",
                "/tables/{*rest}",
                "/tables/a.b",
                "/tables/*/records",
                "/tables/{table:[a-z]+}",
                "/tables/{table}.csv",
                "/tables/?"
            })
    void agreesWithItsPattern(String text) {
        PathPattern pattern = pattern(text);
        AddressShape shape = AddressShape.of(pattern);
        Random random = new Random(text.hashCode());
        int matched = 0;
        for (int i = 0; i < 5_000; i++) {
            String address = Stream.generate(() -> PARTS.get(random.nextInt(PARTS.size())))
                    .limit(random.nextInt(5))
                    .reduce("", (before, part) -> before + "/" + part);
            PathContainer parsed = PathContainer.parsePath(address);
            assertThat(shape.matches(parsed)).as(address).isEqualTo(pattern.matches(parsed));
            matched += pattern.matches(parsed) ? 1 : 0;
        }
        assertThat(matched).isPositive();
    }

    @Test
    void knowsTheShapeOfTheAddressesThereAre() {
        assertThat(AddressShape.of(pattern("/api/v1/environments/{environment}/tables/{table}/records"))
                        .parts())
                .hasSize(14);
        assertThat(AddressShape.of(pattern("/files/**")).parts()).isNull();
    }
}
