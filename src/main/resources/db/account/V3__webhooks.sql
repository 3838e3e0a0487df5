-- Webhooks: what is to be told to other systems, and the queue it is told from. Times are UTC, on the database's clock.

-- Never carried by a promotion: each belongs to one environment.
CREATE TABLE webhook (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    environment      BIGINT       NOT NULL,
    table_id         BIGINT       NOT NULL,
    name             VARCHAR(100) NOT NULL,
    -- CREATED, UPDATED, DELETED with commas between
    events           VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    filters          LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- ids of the fields sent; an empty list: all
    fields           LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    url              VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    owner            BIGINT       NOT NULL,
    -- HOLD or DROP
    on_promotion     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enabled          BOOLEAN      NOT NULL,
    -- why Slipway itself switched it off; NULL: it did not
    off_reason       LONGTEXT     NULL,
    -- only what the change feed has after this position concerns it
    from_position    BIGINT       NOT NULL,
    -- both encrypted with a key that is not in the database
    secret           VARBINARY(300) NOT NULL,
    old_secret       VARBINARY(300) NULL,
    old_secret_until DATETIME(3)  NULL,
    created_by_name  VARCHAR(100) NOT NULL,
    created_at       DATETIME(3)  NOT NULL,
    version          BIGINT       NOT NULL DEFAULT 1,
    KEY webhook_environment (environment)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Up to where the change feed of an environment has been turned into deliveries; moved by the transaction that queues
-- them, so that nothing is queued twice and nothing left out.
CREATE TABLE webhook_cursor (
    environment      BIGINT       NOT NULL PRIMARY KEY,
    position         BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE webhook_delivery (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    webhook          BIGINT       NOT NULL,
    -- the same for every attempt and for what is sent again
    event_id         VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- CREATED, UPDATED, DELETED, TABLE_CHANGED, TEST
    kind             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- NULL: none in particular
    record_id        BINARY(16)   NULL,
    -- place in the change feed; NULL for tests and what is sent again
    position         BIGINT       NULL,
    body             LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    queued_at        DATETIME(3)  NOT NULL,
    -- WAITING, DELIVERED, PARKED (given up until somebody decides), DROPPED
    state            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- what must go out one after the other: the record, while WAITING or PARKED; NULL when it holds nobody up
    chain            BINARY(16)   NULL,
    attempts         INT          NOT NULL DEFAULT 0,
    first_attempt_at DATETIME(3)  NULL,
    next_attempt_at  DATETIME(3)  NOT NULL,
    -- while a node sends it; raised by each taking, so that who was too slow changes nothing any more
    leased_until     DATETIME(3)  NULL,
    claim            BIGINT       NOT NULL DEFAULT 0,
    last_status      INT          NULL,
    -- why the last attempt failed, or why it was dropped; for people
    reason           LONGTEXT     NULL,
    finished_at      DATETIME(3)  NULL,
    UNIQUE KEY webhook_delivery_position (webhook, position),
    KEY webhook_delivery_due (webhook, state, next_attempt_at, id),
    KEY webhook_delivery_chain (webhook, chain, id),
    KEY webhook_delivery_finished (state, finished_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- What was sent and answered, without secrets.
CREATE TABLE webhook_attempt (
    delivery         BIGINT       NOT NULL,
    number           INT          NOT NULL,
    at               DATETIME(3)  NOT NULL,
    took_ms          BIGINT       NOT NULL,
    request          LONGTEXT     NOT NULL,
    -- NULL: there was no answer
    status           INT          NULL,
    answer           LONGTEXT     NOT NULL,
    failure          LONGTEXT     NULL,
    PRIMARY KEY (delivery, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
