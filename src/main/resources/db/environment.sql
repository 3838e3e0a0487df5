-- The fixed tables of one environment's schema, beside the user tables. Times are UTC. Statements end with a semicolon,
-- which stands nowhere else in this file, and {e} is the schema.

-- The change feed: one line per record written, appended by the writing transaction itself. Numbers of seq are given
-- before the commit, so they are not in commit order. The position is given after the commit, by the one sequencer at
-- work, and readers go by it alone.
CREATE TABLE {e}.feed (
    seq              BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    position         BIGINT       NULL,
    table_id         BIGINT       NOT NULL,
    record_id        BINARY(16)   NOT NULL,
    -- CREATED, UPDATED, DELETED, REBASED
    kind             VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- ids of the changed fields, with commas between
    fields           TEXT         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at               DATETIME(3)  NOT NULL,
    UNIQUE KEY feed_position (position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- The next number of each auto-number field. Numbers are given inside the writing transaction, gaps are possible.
CREATE TABLE {e}.auto_number (
    field_id         BIGINT       NOT NULL PRIMARY KEY,
    next_value       BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
