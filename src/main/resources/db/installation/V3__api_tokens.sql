-- Tokens integrations sign in with. Here and not in the account's schema, because a call says nothing of its account
-- but the token. Times are UTC.
CREATE TABLE api_token (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id       BIGINT       NOT NULL,
    -- SHA-256 of the token; the token itself is kept nowhere
    token_hash       BINARY(32)   NOT NULL,
    -- how it begins, so that people can tell tokens apart
    hint             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name             VARCHAR(100) NOT NULL,
    -- with whose permissions it acts
    owner_id         BIGINT       NOT NULL,
    created_by_name  VARCHAR(100) NOT NULL,
    -- with commas between: READ, WRITE, BUILD, PROMOTE, BACKUP
    scopes           VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- ids of environments with commas between; NULL: all there are and will be
    environments     TEXT         CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- whether calls that write are kept while the account is locked, instead of being refused
    queues           BOOLEAN      NOT NULL,
    created_at       DATETIME(3)  NOT NULL,
    expires_at       DATETIME(3)  NULL,
    revoked_at       DATETIME(3)  NULL,
    -- at most a minute old
    last_used_at     DATETIME(3)  NULL,
    UNIQUE KEY api_token_hash (token_hash),
    KEY api_token_account (account_id),
    CONSTRAINT api_token_owner_fk FOREIGN KEY (owner_id) REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
