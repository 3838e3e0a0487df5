-- An account's fixed tables. The user tables of each environment are in schemas of their own. Times are UTC.

-- Numbers that are never given twice, not even after a rollback of what they were given for: counted up in a
-- transaction of their own.
CREATE TABLE counter (
    name             VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    next_value       BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
INSERT INTO counter (name, next_value) VALUES ('environment', 1), ('resource', 101), ('generation', 1), ('run', 1), ('backup', 1);

CREATE TABLE environment (
    number           BIGINT       NOT NULL PRIMARY KEY,
    -- PRODUCTION or SANDBOX
    kind             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name             VARCHAR(100) NOT NULL,
    promotable       BOOLEAN      NOT NULL DEFAULT FALSE,
    -- CREATING, READY, REFRESHING, DISCARDING
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- what the sandbox's data was made of: NONE, SAMPLE, FULL
    data_choice      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NONE',
    created_by       VARCHAR(100) NOT NULL,
    created_at       DATETIME(3)  NOT NULL,
    -- NULL but for the one promotable sandbox (and for production): the account has at most one of each
    only_one         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin
                     AS (CASE WHEN kind = 'PRODUCTION' THEN 'PRODUCTION' WHEN promotable THEN 'PROMOTABLE' END) PERSISTENT,
    UNIQUE KEY environment_only_one (only_one),
    UNIQUE KEY environment_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- The one switch that says whether an environment takes record writes; its revision is the head. Updated only to
-- close, to open and to flip.
CREATE TABLE gate (
    environment      BIGINT       NOT NULL PRIMARY KEY,
    writes_open      BOOLEAN      NOT NULL,
    revision         BIGINT       NOT NULL,
    epoch            BIGINT       NOT NULL,
    -- the run that closed it; NULL while open
    closed_by        BIGINT       NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Where a sandbox's fold starts: production's revision, and the sandbox revision after which its own changes count.
CREATE TABLE base_move (
    environment      BIGINT       NOT NULL,
    revision         BIGINT       NOT NULL,
    base_revision    BIGINT       NOT NULL,
    pending_after    BIGINT       NOT NULL,
    at               DATETIME(3)  NOT NULL,
    PRIMARY KEY (environment, revision)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- The changelog, which is the definition. Append-only.
CREATE TABLE resource_revision (
    environment      BIGINT       NOT NULL,
    revision         BIGINT       NOT NULL,
    resource_id      BIGINT       NOT NULL,
    resource_type    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    before_body      LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    after_body       LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    by_name          VARCHAR(100) NOT NULL,
    at               DATETIME(3)  NOT NULL,
    run_id           BIGINT       NULL,
    PRIMARY KEY (environment, revision),
    KEY resource_revision_resource (environment, resource_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- The live generations of each table from a revision on; body NULL: the table is gone.
CREATE TABLE layout_revision (
    environment      BIGINT       NOT NULL,
    revision         BIGINT       NOT NULL,
    table_id         BIGINT       NOT NULL,
    body             LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    PRIMARY KEY (environment, revision, table_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Every physical table or column ever begun. Numbers come from counter 'generation' and are never used twice.
CREATE TABLE generation (
    number           BIGINT       NOT NULL PRIMARY KEY,
    environment      BIGINT       NOT NULL,
    -- TABLE, COLUMN, SIDE, KEY
    kind             VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    resource_id      BIGINT       NOT NULL,
    table_id         BIGINT       NOT NULL,
    -- the table generation a COLUMN or KEY is in; NULL for the others
    in_generation    BIGINT       NULL,
    -- BUILDING, LIVE, RETIRED, CONDEMNED
    state            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- what began it: run:<id>, edit:<uuid>, copy:<uuid>
    work             VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at       DATETIME(3)  NOT NULL,
    retired_at       DATETIME(3)  NULL,
    KEY generation_work (work),
    KEY generation_state (environment, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Who may change an environment's structure: the row is locked by a dedicated connection while somebody does; the
-- note beside it says who, for people, and is never locked for long.
CREATE TABLE structure_lease (
    environment      BIGINT       NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
CREATE TABLE structure_lease_note (
    environment      BIGINT       NOT NULL PRIMARY KEY,
    purpose          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    holder           VARCHAR(100) NOT NULL,
    since            DATETIME(3)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Membership of user groups: account data, never promoted; kept while a group is gone, so that undo finds it.
CREATE TABLE group_member (
    group_id         BIGINT       NOT NULL,
    user_id          BIGINT       NOT NULL,
    PRIMARY KEY (group_id, user_id),
    KEY group_member_user (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE audit_entry (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at               DATETIME(3)  NOT NULL,
    by_user          BIGINT       NULL,
    by_name          VARCHAR(100) NOT NULL,
    action           VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject          VARCHAR(300) NOT NULL,
    details          LONGTEXT     NOT NULL,
    KEY audit_entry_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- What somebody had typed when they were sent away, to give back when they return.
CREATE TABLE draft (
    user_id          BIGINT       NOT NULL,
    environment      BIGINT       NOT NULL,
    -- address of the page, without host
    location         VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    body             LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    saved_at         DATETIME(3)  NOT NULL,
    PRIMARY KEY (user_id, environment, location)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Promotions and restores. At most one that is not final per account and target environment (only_one).
CREATE TABLE run (
    id               BIGINT       NOT NULL PRIMARY KEY,
    -- PROMOTION or RESTORE
    kind             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment      BIGINT       NOT NULL,
    sandbox          BIGINT       NULL,
    backup_id        BIGINT       NULL,
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    epoch            BIGINT       NOT NULL,
    plan             LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    plan_hash        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    started_by       BIGINT       NOT NULL,
    started_by_name  VARCHAR(100) NOT NULL,
    started_by_email VARCHAR(254) NOT NULL,
    -- hash of the web session that keeps its progress page
    exempt_session   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    started_at       DATETIME(3)  NOT NULL,
    heartbeat_at     DATETIME(3)  NOT NULL,
    expected_end     DATETIME(3)  NULL,
    locked_at        DATETIME(3)  NULL,
    unlocked_at      DATETIME(3)  NULL,
    ended_at         DATETIME(3)  NULL,
    failure          LONGTEXT     NULL,
    safety_backup    BIGINT       NULL,
    -- the target's revision the flip made; NULL while the flip has not committed, and after flipping back
    flipped_revision BIGINT       NULL,
    cancel_asked     BOOLEAN      NOT NULL DEFAULT FALSE,
    active_target    BIGINT       AS (CASE WHEN ended_at IS NULL THEN environment END) PERSISTENT,
    UNIQUE KEY run_active_target (active_target)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Locked by the owner's dedicated connection while a process works on the run.
CREATE TABLE run_owner (
    run_id           BIGINT       NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Connections a run's owner uses, written down before use, so that whoever takes over can end them first.
CREATE TABLE run_connection (
    run_id           BIGINT       NOT NULL,
    connection_id    BIGINT       NOT NULL,
    epoch            BIGINT       NOT NULL,
    -- when the server started: after a restart it gives the same numbers to others
    server_start     BIGINT       NOT NULL,
    PRIMARY KEY (run_id, connection_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE run_journal (
    run_id           BIGINT       NOT NULL,
    seq              BIGINT       NOT NULL AUTO_INCREMENT,
    at               DATETIME(3)  NOT NULL,
    epoch            BIGINT       NOT NULL,
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- a stable code of what was about to be done or was done, for example expand.table.create
    step             VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- BEGIN, DONE, NOTE, FAILED
    mark             VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail           LONGTEXT     NOT NULL,
    PRIMARY KEY (seq),
    KEY run_journal_run (run_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- What is being done to a sandbox in the background, or why the last attempt failed. The row goes when it is done.
CREATE TABLE sandbox_work (
    environment      BIGINT       NOT NULL PRIMARY KEY,
    -- CREATE, REFRESH, DISCARD
    kind             VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    data_choice      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step             VARCHAR(300) NOT NULL,
    failure          LONGTEXT     NULL,
    -- in force, only leftovers are still to be cleared up
    done             BOOLEAN      NOT NULL DEFAULT FALSE,
    -- the passing copy of production's records, to be given up
    backup_id        BIGINT       NULL,
    -- how often it was begun; raised when a node takes it up again after a restart
    attempts         INT          NOT NULL,
    by_user          BIGINT       NULL,
    by_name          VARCHAR(100) NOT NULL,
    started_at       DATETIME(3)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- How values of a field whose kind changes are to be converted when they do not convert by themselves.
CREATE TABLE conversion_choice (
    sandbox          BIGINT       NOT NULL,
    field_id         BIGINT       NOT NULL,
    rule             LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    chosen_by        VARCHAR(100) NOT NULL,
    chosen_at        DATETIME(3)  NOT NULL,
    PRIMARY KEY (sandbox, field_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE backup (
    id               BIGINT       NOT NULL PRIMARY KEY,
    environment      BIGINT       NOT NULL,
    -- MANUAL, BEFORE_PROMOTION, BEFORE_RESTORE
    kind             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- RUNNING (never listed as usable), COMPLETE, FAILED
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name             VARCHAR(100) NOT NULL,
    notes            LONGTEXT     NOT NULL,
    by_name          VARCHAR(100) NOT NULL,
    run_id           BIGINT       NULL,
    started_at       DATETIME(3)  NOT NULL,
    completed_at     DATETIME(3)  NULL,
    -- production's revision the backup holds
    revision         BIGINT       NOT NULL DEFAULT 0,
    records          BIGINT       NOT NULL DEFAULT 0,
    size_bytes       BIGINT       NOT NULL DEFAULT 0,
    manifest_hash    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    verified_at      DATETIME(3)  NULL,
    failure          LONGTEXT     NULL,
    KEY backup_started (started_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- The tail of a backup, made durable by the flip itself and shipped to the store afterwards.
CREATE TABLE backup_tail (
    backup_id        BIGINT       NOT NULL,
    part             INT          NOT NULL,
    content          LONGBLOB     NOT NULL,
    PRIMARY KEY (backup_id, part)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Readers of an environment's change feed and how far they are; trimming stays below all of them.
CREATE TABLE feed_reader (
    environment      BIGINT       NOT NULL,
    reader           VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position         BIGINT       NOT NULL,
    updated_at       DATETIME(3)  NOT NULL,
    PRIMARY KEY (environment, reader)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- The last position given in each environment's feed; locked by the one sequencer at work.
CREATE TABLE feed_sequencer (
    environment      BIGINT       NOT NULL PRIMARY KEY,
    last_position    BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE mail (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    recipient        VARCHAR(254) NOT NULL,
    subject          VARCHAR(300) NOT NULL,
    body             LONGTEXT     NOT NULL,
    -- QUEUED, SENT, BLOCKED (given up until somebody asks to send it again)
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- made once per cause, so that a repeated cause sends nothing twice
    cause            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    queued_at        DATETIME(3)  NOT NULL,
    attempts         INT          NOT NULL DEFAULT 0,
    next_attempt_at  DATETIME(3)  NOT NULL,
    sent_at          DATETIME(3)  NULL,
    -- how it went: MAILBOX (stays here for Super Admins to read) or SMTP
    route            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    last_failure     LONGTEXT     NULL,
    UNIQUE KEY mail_cause (cause, recipient),
    KEY mail_state (state, next_attempt_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

-- Imports of CSV files. What is done is written in the transactions of the records themselves, guarded by state and
-- epoch, so that nothing is imported twice and nobody who lost an import to another node goes on with it.
CREATE TABLE import_job (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    environment      BIGINT       NOT NULL,
    title            VARCHAR(300) NOT NULL,
    -- DRAFT, QUEUED, RUNNING, PAUSED, DONE, FAILED, CANCELLED
    state            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- raised by each claim; whoever works under an older one changes nothing any more
    epoch            BIGINT       NOT NULL DEFAULT 0,
    -- whether the plan's new tables and fields stand, so that it may be worked on
    structure_ready  BOOLEAN      NOT NULL DEFAULT FALSE,
    plan             LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    -- the step worked on, and how many rows of its file are done
    step             INT          NOT NULL DEFAULT 0,
    position         BIGINT       NOT NULL DEFAULT 0,
    -- rows to go through in all steps, and gone through
    work_total       BIGINT       NOT NULL DEFAULT 0,
    work_done        BIGINT       NOT NULL DEFAULT 0,
    -- part of the ids of the records it makes, so that nobody can foresee them
    seed             BIGINT       NOT NULL,
    -- why it waits, or why it failed; in words for people
    reason           LONGTEXT     NULL,
    -- the process that works on it
    owner            VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    heartbeat_at     DATETIME(3)  NULL,
    -- NULL: the house
    created_by       BIGINT       NULL,
    created_by_name  VARCHAR(100) NOT NULL,
    created_at       DATETIME(3)  NOT NULL,
    started_at       DATETIME(3)  NULL,
    ended_at         DATETIME(3)  NULL,
    KEY import_job_state (state, environment),
    KEY import_job_environment (environment, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE import_file (
    job              BIGINT       NOT NULL,
    number           INT          NOT NULL,
    file_name        VARCHAR(255) NOT NULL,
    size_bytes       BIGINT       NOT NULL,
    inspection       LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    row_count        BIGINT       NOT NULL,
    rows_read        BIGINT       NOT NULL DEFAULT 0,
    created_count    BIGINT       NOT NULL DEFAULT 0,
    updated_count    BIGINT       NOT NULL DEFAULT 0,
    bad_count        BIGINT       NOT NULL DEFAULT 0,
    PRIMARY KEY (job, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE import_bad_row (
    job              BIGINT       NOT NULL,
    file             INT          NOT NULL,
    -- counted from 1 without the header
    row_place       BIGINT       NOT NULL,
    step             INT          NOT NULL,
    -- line of the file it starts at
    line             BIGINT       NOT NULL,
    -- whether there is a record, only without a link
    incomplete       BOOLEAN      NOT NULL,
    reason           LONGTEXT     NOT NULL,
    -- the cells as they were, a JSON list
    cells            LONGTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (job, file, row_place, step)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
