package io.slipway.account.internal;

import io.slipway.account.internal.SignInThrottle.Subject;
import io.slipway.common.InvalidInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** New passwords for people who have one. */
@Component
class PasswordChange {

    private final Passwords passwords;
    private final SignInThrottle throttle;

    PasswordChange(Passwords passwords, SignInThrottle throttle) {
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** Counts an attempt at the current password, like one at the sign-in; says until when there is to be none. */
    Optional<Instant> slowDown(String email) {
        return throttle.begin(List.of(Subject.email(email)));
    }

    /** The attempt was right. */
    void proved(String email) {
        throttle.succeeded(Subject.email(email), null);
    }

    PersonRow own(PersonRow row, String current, String wanted) {
        if (current.length() > 2 * Passwords.LONGEST || !passwords.matches(current, row.passwordHash())) {
            throw new InvalidInput("current", "This is not your current password.");
        }
        return reset(row, wanted);
    }

    PersonRow reset(PersonRow row, String wanted) {
        passwords.check(wanted, row.email());
        return row.withPasswordHash(passwords.hash(wanted));
    }
}
