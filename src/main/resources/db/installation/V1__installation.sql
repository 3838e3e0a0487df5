-- The installation's own schema: which accounts there are, and who can sign in. Times are UTC.

-- One row, locked by whoever creates an account, so that two first set-ups can't happen at once.
CREATE TABLE installation (
    id               TINYINT      NOT NULL PRIMARY KEY,
    created_at       DATETIME(3)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
INSERT INTO installation (id, created_at) VALUES (1, UTC_TIMESTAMP(3));

CREATE TABLE account (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name             VARCHAR(100) NOT NULL,
    time_zone        VARCHAR(60)  NOT NULL DEFAULT 'UTC',
    -- whether people stay signed in over a promotion
    keep_sign_ins    BOOLEAN      NOT NULL DEFAULT FALSE,
    -- CREATING until its schema and its production stand (finished at the next start if the process dies), then READY
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- sign-ins of an older number than this have ended
    sign_in_epoch    BIGINT       NOT NULL DEFAULT 1,
    -- hash of the one web session that went on when they were ended
    kept_session     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at       DATETIME(3)  NOT NULL,
    version          BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE person (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id       BIGINT       NOT NULL,
    -- lower case; compared exactly, so that look-alike addresses stay different people
    email            VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name             VARCHAR(100) NOT NULL,
    password_hash    VARCHAR(200) NOT NULL,
    -- SUPER_ADMIN, APP_ADMIN or USER
    kind             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enabled          BOOLEAN      NOT NULL DEFAULT TRUE,
    -- raised to end all sign-ins of this person
    sign_in_epoch    BIGINT       NOT NULL DEFAULT 1,
    kept_session     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- LIGHT, DARK or SYSTEM
    color_scheme     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'SYSTEM',
    -- COMFORTABLE or COMPACT
    density          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'COMFORTABLE',
    created_at       DATETIME(3)  NOT NULL,
    last_sign_in_at  DATETIME(3)  NULL,
    version          BIGINT       NOT NULL,
    UNIQUE KEY person_email (email),
    KEY person_account (account_id),
    CONSTRAINT person_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Failed sign-ins, to slow down guessing; key is a hash of the e-mail or of the remote address.
CREATE TABLE sign_in_attempt (
    attempt_key      BINARY(32)   NOT NULL PRIMARY KEY,
    failures         INT          NOT NULL,
    blocked_until    DATETIME(3)  NULL,
    last_failure_at  DATETIME(3)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
