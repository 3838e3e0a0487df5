package io.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class ExternalDatabaseTest {

    @Test
    void a_database_that_allows_all_that_is_needed_is_taken() {
        assertThatCode(() -> ExternalDatabase.check(TestDatabase.connections())).doesNotThrowAnyException();
    }

    @Test
    void a_wrong_password_is_told_without_the_password() {
        DirectConnections good = TestDatabase.connections();
        DirectConnections wrong = new DirectConnections(good.url(), good.user(), "not-the-password");

        assertThatThrownBy(() -> ExternalDatabase.check(wrong))
                .isInstanceOfSatisfying(DatabaseStartException.class, e -> {
                    assertThat(e).hasMessageContaining("refuses the user '" + good.user() + "'");
                    assertThat(e.getMessage() + e.action())
                            .doesNotContain("not-the-password")
                            .contains("SLIPWAY_DATABASE_USER");
                });
    }

    @Test
    void a_server_that_is_not_there_is_told_with_its_address() {
        DirectConnections nobody = new DirectConnections("jdbc:mariadb://127.0.0.1:1/slipway", "slipway", "");

        assertThatThrownBy(() -> ExternalDatabase.check(nobody))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("jdbc:mariadb://127.0.0.1:1/slipway");
    }
}
