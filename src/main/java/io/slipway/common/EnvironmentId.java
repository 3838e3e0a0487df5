package io.slipway.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Production or one sandbox of an account. Carries its account, so that an id can never be used in another account's
 * world by mistake. The text form is {@code <account>-<number>}, for example {@code 1-3}.
 *
 * @param number positive, unique in its account, never reused
 */
public record EnvironmentId(AccountId account, long number) implements Comparable<EnvironmentId> {

    public EnvironmentId {
        if (number <= 0) {
            throw new IllegalArgumentException("An environment number is positive, not " + number);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is not {@code <account>-<number>}
     */
    @JsonCreator
    public static EnvironmentId parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Not an environment id: " + text);
        }
        return new EnvironmentId(new AccountId(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
    }

    @Override
    public int compareTo(EnvironmentId other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : Long.compare(number, other.number);
    }

    @Override
    @JsonValue
    public String toString() {
        return account + "-" + number;
    }
}
