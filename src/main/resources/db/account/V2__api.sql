-- What integrations asked for, by API token (the tokens are in the installation's schema). Times are UTC.

-- Which integration called when. Written in batches, dropped by age.
CREATE TABLE api_call (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    token_id         BIGINT       NOT NULL,
    at               DATETIME(3)  NOT NULL,
    method           VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- the address with {names} for ids, cut at 200 characters
    path             VARCHAR(200) NOT NULL,
    status           SMALLINT     NOT NULL,
    milliseconds     INT          NOT NULL,
    request_id       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    KEY api_call_at (at),
    KEY api_call_token (token_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Calls sent with an Idempotency-Key and what they were answered. What a call writes and its answer here are one
-- transaction where the call can do that, so that no crash lets it happen twice.
CREATE TABLE api_idempotency (
    token_id         BIGINT       NOT NULL,
    -- SHA-256 of the key as sent
    key_hash         BINARY(32)   NOT NULL,
    -- SHA-256 of method, address and body
    fingerprint      BINARY(32)   NOT NULL,
    -- STARTED, ANSWERED or UNKNOWN (it broke off, and nobody can tell what it did)
    state            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- raised by whoever takes a call over that broke off; who works under an older one writes nothing any more
    attempt          INT          NOT NULL,
    started_at       DATETIME(3)  NOT NULL,
    status           SMALLINT     NULL,
    -- headers of the answer, a JSON object
    headers          TEXT         NULL,
    body             LONGBLOB     NULL,
    PRIMARY KEY (token_id, key_hash),
    KEY api_idempotency_started (started_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Calls of tokens that asked to be kept while the account is locked, in the order they came.
CREATE TABLE api_queued_call (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- what the caller knows it by
    ticket           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_id         BIGINT       NOT NULL,
    key_hash         BINARY(32)   NULL,
    fingerprint      BINARY(32)   NOT NULL,
    method           VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- address with query
    target           TEXT         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- headers that count, a JSON object
    headers          TEXT         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    body             LONGBLOB     NOT NULL,
    -- WAITING, APPLYING or DONE
    state            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt          INT          NOT NULL DEFAULT 0,
    received_at      DATETIME(3)  NOT NULL,
    done_at          DATETIME(3)  NULL,
    status           SMALLINT     NULL,
    answer_headers   TEXT         NULL,
    answer           LONGBLOB     NULL,
    UNIQUE KEY api_queued_call_ticket (ticket),
    UNIQUE KEY api_queued_call_key (token_id, key_hash),
    KEY api_queued_call_state (state, token_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
