package io.slipway.account.internal;

import io.slipway.account.PersonKind;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/** People in the installation's schema. */
interface PersonRows extends ListCrudRepository<PersonRow, Long> {

    List<PersonRow> findByAccountIdOrderByNameAscIdAsc(long accountId);

    Optional<PersonRow> findByIdAndAccountId(long id, long accountId);

    Optional<PersonRow> findByEmail(String email);

    Optional<PersonRow> findFirstByAccountIdOrderById(long accountId);

    long countByAccountIdAndKindAndEnabledTrue(long accountId, PersonKind kind);

    @Modifying
    @Query("DELETE FROM person WHERE account_id = :accountId")
    int removeAllOf(long accountId);

    @Modifying
    @Query("UPDATE person SET last_sign_in_at = :at WHERE id = :id")
    int signedInAt(long id, LocalDateTime at);

    /** A hash in today's form for the same password; nothing when the password changed meanwhile. */
    @Modifying
    @Query("UPDATE person SET password_hash = :newHash WHERE id = :id AND password_hash = :oldHash")
    int upgradeHash(long id, String oldHash, String newHash);
}
