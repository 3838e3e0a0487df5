package io.slipway.account.internal;

import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import io.slipway.common.db.Schemas;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPersonDirectory implements PersonDirectory {

    private static final String PERSON = Schemas.INSTALLATION + ".person";

    private final JdbcClient jdbc;

    JdbcPersonDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> name(AccountId account, UserId person) {
        return jdbc.sql("SELECT name FROM " + PERSON + " WHERE id = ? AND account_id = ?")
                .params(person.value(), account.value())
                .query(String.class)
                .optional();
    }

    @Override
    public Map<UserId, String> names(AccountId account) {
        Map<UserId, String> names = new LinkedHashMap<>();
        jdbc.sql("SELECT id, name FROM " + PERSON + " WHERE account_id = ? ORDER BY name, id")
                .param(account.value())
                .query(row -> {
                    names.put(new UserId(row.getLong(1)), row.getString(2));
                });
        return Collections.unmodifiableMap(names);
    }
}
