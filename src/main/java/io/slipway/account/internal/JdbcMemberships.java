package io.slipway.account.internal;

import io.slipway.account.Memberships;
import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class JdbcMemberships implements Memberships {

    private final AccountSql sql;

    JdbcMemberships(AccountSql sql) {
        this.sql = sql;
    }

    @Override
    public Set<ResourceId> groupsOf(AccountId account, UserId user) {
        return Set.copyOf(sql.in(account, "SELECT group_id FROM {a}.group_member WHERE user_id = ?")
                .param(user.value())
                .query((row, index) -> new ResourceId(row.getLong(1)))
                .list());
    }
}
