package io.slipway.account.internal;

import io.slipway.common.InvalidInput;
import io.slipway.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Rules and hashes of passwords. bcrypt looks at 72 bytes only, so it is given the SHA-256 of the password (Base64: bcrypt
 * stops at a zero byte). The form's name is part of the hash, so that a stronger one can be brought in later.
 */
@Component
class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final String FORM = "bcrypt-sha256";
    private static final int FEWEST_DIFFERENT = 5;

    private final PasswordEncoder encoder;
    private final String nobodysHash;

    Passwords(@Value("${slipway.sign-in.bcrypt-strength:12}") int strength) {
        this.encoder = new DelegatingPasswordEncoder(FORM, Map.of(FORM, new BCryptPasswordEncoder(strength)));
        this.nobodysHash = hash("nobody has this password");
    }

    /**
     * @param email in lower case; may be empty
     * @throws InvalidInput at "password" when it is too short, too long or too easily guessed
     */
    void check(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw new InvalidInput("password", "A password has at least " + SHORTEST + " characters.");
        }
        if (length > LONGEST) {
            throw new InvalidInput("password", "A password has at most " + LONGEST + " characters.");
        }
        if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw new InvalidInput("password", "This password repeats too few characters. Use more different ones.");
        }
        if (!email.isEmpty() && password.toLowerCase(Locale.ROOT).contains(email)) {
            throw new InvalidInput("password", "A password can't contain the e-mail address.");
        }
    }

    String hash(String password) {
        return java.util.Objects.requireNonNull(encoder.encode(digest(password)));
    }

    boolean matches(String password, String hash) {
        return encoder.matches(digest(password), hash);
    }

    /** Takes as long as a comparison, and says no: for e-mail addresses nobody has. */
    boolean matchesNobody(String password) {
        encoder.matches(digest(password), nobodysHash);
        return false;
    }

    /** Whether the hash was made with less effort than is asked for today. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private static String digest(String password) {
        String same = Normalizer.normalize(password, Normalizer.Form.NFC);
        return Base64.getEncoder().encodeToString(Sha256.bytes(same.getBytes(StandardCharsets.UTF_8)));
    }
}
