package io.slipway.account.internal;

import io.slipway.account.EmailAddress;
import io.slipway.account.PersonDirectory;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names and addresses straight from the people's rows. */
@Component
class StoredPersonDirectory implements PersonDirectory {

    private static final String SELECT = "SELECT id, name, email, enabled FROM person WHERE account_id = :account ";

    private final JdbcClient jdbc;

    StoredPersonDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> name(AccountId account, UserId person) {
        return find(account, person).map(Entry::name);
    }

    @Override
    public Map<UserId, String> names(AccountId account) {
        return byId(in(account, "ORDER BY name, id"));
    }

    @Override
    public Map<UserId, String> names(AccountId account, Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return byId(in(account, "AND id IN (:ids)")
                .param("ids", ids.stream().map(UserId::value).distinct().toList()));
    }

    private static Map<UserId, String> byId(JdbcClient.StatementSpec query) {
        Map<UserId, String> names = new LinkedHashMap<>();
        query.query(StoredPersonDirectory::entry).list().forEach(entry -> names.put(entry.id(), entry.name()));
        return Collections.unmodifiableMap(names);
    }

    @Override
    public Optional<Entry> find(AccountId account, UserId id) {
        return in(account, "AND id = :id")
                .param("id", id.value())
                .query(StoredPersonDirectory::entry)
                .optional();
    }

    @Override
    public Optional<Entry> byEmail(AccountId account, String email) {
        String clean;
        try {
            clean = EmailAddress.clean(email);
        } catch (InvalidInput e) {
            return Optional.empty();
        }
        return in(account, "AND enabled AND email = :email")
                .param("email", clean)
                .query(StoredPersonDirectory::entry)
                .optional();
    }

    @Override
    public List<Entry> search(AccountId account, String text, int offset, int limit) {
        return in(account, """
                AND enabled AND (:text = '' OR INSTR(name, :text) > 0 OR INSTR(email, LOWER(:text)) > 0)
                ORDER BY name, id LIMIT :limit OFFSET :offset""")
                .param("text", text.strip())
                .param("limit", limit)
                .param("offset", offset)
                .query(StoredPersonDirectory::entry)
                .list();
    }

    @Override
    public List<Entry> ofKind(AccountId account, Collection<PersonKind> kinds) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return in(account, "AND enabled AND kind IN (:kinds) ORDER BY name, id")
                .param("kinds", kinds.stream().map(PersonKind::name).toList())
                .query(StoredPersonDirectory::entry)
                .list();
    }

    private JdbcClient.StatementSpec in(AccountId account, String condition) {
        return jdbc.sql(SELECT + condition).param("account", account.value());
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new UserId(row.getLong("id")),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("enabled"));
    }
}
