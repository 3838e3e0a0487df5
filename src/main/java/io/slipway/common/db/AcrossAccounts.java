package io.slipway.common.db;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * One question put to many accounts at once, for looks that are taken again and again and mostly find nothing: an idle
 * installation asks its database as often with hundreds of accounts as with one. Asked as plain text: statements this long
 * would take the server's memory if they were kept parsed.
 */
@Component
public class AcrossAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(AcrossAccounts.class);

    /** More would not make it cheaper, and the statement has to be read by the server each time. */
    private static final int TOGETHER = 100;

    private final JdbcTemplate jdbc;

    AcrossAccounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The accounts in which a condition holds, in the order given. One that can't be asked is among them: whoever then
     * looks at it finds out, and says, what is wrong.
     *
     * @param condition over the tables of {@code {a}}, without parameters, such as {@code EXISTS (SELECT ...)}
     */
    public List<AccountId> where(Collection<AccountId> accounts, String condition) {
        return where(List.copyOf(accounts), condition, AccountSql::resolve);
    }

    /**
     * The environments in which a condition holds, as {@link #where}.
     *
     * @param condition over the tables of {@code {a}} and {@code {e}}; {@code {number}} is the environment's number
     */
    public List<EnvironmentId> whereIn(Collection<EnvironmentId> environments, String condition) {
        return where(
                List.copyOf(environments),
                condition,
                (environment, text) ->
                        AccountSql.resolve(environment, text).replace("{number}", Long.toString(environment.number())));
    }

    /**
     * The environments that a question finds in accounts. Of an account that can't be asked there are none.
     *
     * @param question a SELECT of environments' numbers over the tables of {@code {a}}, without parameters
     */
    public List<EnvironmentId> environments(Collection<AccountId> accounts, String question) {
        List<EnvironmentId> found = new ArrayList<>();
        for (List<AccountId> some : parts(List.copyOf(accounts))) {
            try {
                found.addAll(ask(some, question));
            } catch (DataAccessException e) {
                for (AccountId account : some) {
                    try {
                        found.addAll(ask(List.of(account), question));
                    } catch (DataAccessException trouble) {
                        LOG.warn("Account {} can't be looked at: {}", account, trouble.getMessage());
                    }
                }
            }
        }
        return found;
    }

    private List<EnvironmentId> ask(List<AccountId> accounts, String question) {
        String all = accounts.stream()
                .map(account -> "SELECT " + account.value() + ", found.* FROM (" + AccountSql.resolve(account, question)
                        + ") AS found")
                .collect(Collectors.joining(" UNION ALL "));
        return jdbc.query(all, (row, index) -> new EnvironmentId(new AccountId(row.getLong(1)), row.getLong(2)));
    }

    private <K> List<K> where(List<K> all, String condition, BiFunction<K, String, String> resolve) {
        List<K> found = new ArrayList<>();
        for (List<K> some : parts(all)) {
            try {
                found.addAll(hold(some, condition, resolve));
            } catch (DataAccessException e) {
                some.stream()
                        .filter(each -> holdsOrTroubled(each, condition, resolve))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private <K> boolean holdsOrTroubled(K one, String condition, BiFunction<K, String, String> resolve) {
        try {
            return !hold(List.of(one), condition, resolve).isEmpty();
        } catch (DataAccessException e) {
            LOG.debug("{} can't be looked at", one, e);
            return true;
        }
    }

    private <K> List<K> hold(List<K> some, String condition, BiFunction<K, String, String> resolve) {
        String all = IntStream.range(0, some.size())
                .mapToObj(place -> "SELECT " + place + " FROM DUAL WHERE " + resolve.apply(some.get(place), condition))
                .collect(Collectors.joining(" UNION ALL "));
        return jdbc.query(all, (row, index) -> some.get(row.getInt(1)));
    }

    private static <K> List<List<K>> parts(List<K> all) {
        List<List<K>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            parts.add(all.subList(from, Math.min(from + TOGETHER, all.size())));
        }
        return parts;
    }
}
