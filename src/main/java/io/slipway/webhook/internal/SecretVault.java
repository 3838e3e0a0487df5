package io.slipway.webhook.internal;

import io.slipway.common.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets (AES-256-GCM) with a key that is not in the database: a configured one, or one kept in the data
 * folder, made when it is first needed. So a dump of the database, whoever takes it, has no secret in it.
 */
@Component
class SecretVault {

    private static final String FILE = "webhook.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Path file;
    private final @Nullable String configured;
    private volatile @Nullable SecretKeySpec key;

    SecretVault(WebhookProperties properties, @Value("${slipway.data-dir:.data}") Path dataDir) {
        this.file = dataDir.toAbsolutePath().normalize().resolve(FILE);
        this.configured = properties.key();
        if (configured != null && !configured.isBlank()) {
            key = keyOf(decoded(configured, "slipway.webhook.key"));
        }
    }

    /** A secret nobody can guess. */
    String newSecret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] encrypt(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret can't be encrypted", e);
        }
    }

    /**
     * @throws Unreadable when it was encrypted with another key
     */
    String decrypt(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new Unreadable();
        }
    }

    /** The key that encrypted a secret is not the one at hand. */
    static class Unreadable extends RuntimeException {
        Unreadable() {
            super(
                    "This server's key can't read the webhook's secret. Restore the key, or give the webhook a new secret.");
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = keyOf(kept());
            key = known;
        }
        return known;
    }

    /** The key in the data folder. Of two that are made at once the first stands. */
    private byte[] kept() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return decoded(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the webhooks' secrets can't be read", e);
        }
    }

    private void make() throws IOException {
        Files.createDirectories(file.getParent());
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        Path part = Files.createTempFile(file.getParent(), FILE, ".part");
        try {
            if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(
                    part,
                    Base64.getEncoder().encodeToString(fresh),
                    Set.of(StandardOpenOption.SYNC, StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new));
            // a link fails where a move would replace the key somebody else has just made and used
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            // somebody else was first
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] decoded(String text, String where) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text
        }
        throw new IllegalStateException(where + " is not a key of 32 bytes in Base64");
    }

    private static SecretKeySpec keyOf(byte[] bytes) {
        // never the given bytes themselves, which may serve others too
        byte[] own = Sha256.bytes(ByteBuffer.allocate(bytes.length + 8)
                .put(bytes)
                .put("webhooks".getBytes(StandardCharsets.US_ASCII))
                .array());
        return new SecretKeySpec(own, "AES");
    }
}
