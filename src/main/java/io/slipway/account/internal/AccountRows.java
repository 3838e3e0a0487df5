package io.slipway.account.internal;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/** Accounts in the installation's schema. */
interface AccountRows extends ListCrudRepository<AccountRow, Long> {

    List<AccountRow> findByStateOrderById(AccountState state);

    /** Moves a new account to READY; 0: it is there already. */
    @Modifying
    @Query("UPDATE account SET state = 'READY', version = version + 1 WHERE id = :id AND state = 'CREATING'")
    int markReady(long id);

    /** Removes an account that never became ready, after its people. */
    @Modifying
    @Query("DELETE FROM account WHERE id = :id AND state = 'CREATING'")
    int removeUnfinished(long id);

    /** Waits until no other transaction creates an account. */
    @Query("SELECT id FROM installation WHERE id = 1 FOR UPDATE")
    int lockInstallation();

    /** Waits until no other transaction changes who runs the account. */
    @Query("SELECT id FROM account WHERE id = :id FOR UPDATE")
    long lock(long id);
}
