-- What must hold of every application, in the database itself; personal texts sealed; the audit log as a chain.
-- The program moves the rows of the tables that are renamed here, and drops them (server/src/store/migrations.rs):
-- what it fills in is written inside JSON, is sealed or is a hash, which no statement of both databases can make.

-- The packs that decided anything, under the SHA-256 of their canonical form: each decision can be run again.
CREATE TABLE call_pack (
    hash    TEXT PRIMARY KEY CHECK (length(hash) = 64),
    call_id TEXT NOT NULL,
    content TEXT NOT NULL
);

DROP INDEX application_live;
DROP INDEX application_of_person;
ALTER TABLE application RENAME TO application_before_0004;

CREATE TABLE application (
    id             TEXT PRIMARY KEY,
    person_id      TEXT NOT NULL REFERENCES person (id),
    call_id        TEXT NOT NULL,
    -- Empty where a person may have one live application in a call (reading R7), else the application's own id.
    live_slot      TEXT NOT NULL CHECK (live_slot IN ('', id)),
    state          TEXT NOT NULL CHECK (state IN ('submitted')),
    submitted_at   BIGINT NOT NULL,
    group_id       TEXT NOT NULL REFERENCES study_group (id),
    -- The place, and its number: among those held, or on the waiting list, from 1 in each study group.
    place          TEXT NOT NULL CHECK (place IN ('held', 'waiting', 'draw')),
    place_number   BIGINT CHECK (place_number > 0),
    pack_hash      TEXT NOT NULL REFERENCES call_pack (hash),
    -- The application as its owner sees it: JSON.
    view           TEXT NOT NULL,
    -- The confirmation with the facts, and what was sent, to the letter.
    receipt_sealed TEXT NOT NULL,
    body_sealed    TEXT NOT NULL,
    CHECK ((place = 'draw') = (place_number IS NULL))
);

CREATE UNIQUE INDEX application_live ON application (person_id, call_id, live_slot) WHERE state = 'submitted';
CREATE UNIQUE INDEX application_place ON application (group_id, place, place_number) WHERE state = 'submitted';
CREATE INDEX application_of_person ON application (person_id, submitted_at);

ALTER TABLE account RENAME TO account_before_0004;

CREATE TABLE account (
    person_id      TEXT PRIMARY KEY REFERENCES person (id),
    opened_at      BIGINT NOT NULL,
    terms          TEXT NOT NULL CHECK (terms <> ''),
    language       TEXT NOT NULL CHECK (language IN ('lv', 'en')),
    -- E-mail address and telephone number: JSON.
    contact_sealed TEXT NOT NULL
);

ALTER TABLE idempotency RENAME TO idempotency_before_0004;

-- A key is the person's own: somebody else's key says nothing about this table. Without a reply while its application
-- is being kept, which nobody outside that transaction sees.
CREATE TABLE idempotency (
    person_id       TEXT NOT NULL REFERENCES person (id),
    key             TEXT NOT NULL CHECK (key <> ''),
    body_hash       TEXT NOT NULL CHECK (body_hash <> ''),
    response_sealed TEXT,
    at              BIGINT NOT NULL,
    PRIMARY KEY (person_id, key)
);

ALTER TABLE outbox RENAME TO outbox_before_0004;

-- What is to be sent to the outside (e-mail), written in the same transaction as its cause. It holds no address: that
-- is looked up when it is sent.
CREATE TABLE outbox (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    at        BIGINT NOT NULL,
    content   TEXT NOT NULL
);

ALTER TABLE audit RENAME TO audit_before_0004;

-- Each entry holds the hash of the one before, and its own (docs/adr/0014-audit-chain.md).
CREATE TABLE audit (
    number    BIGINT PRIMARY KEY CHECK (number > 0),
    id        TEXT NOT NULL UNIQUE,
    at        BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    action    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    previous  TEXT NOT NULL UNIQUE CHECK (length(previous) = 64),
    hash      TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
);

CREATE INDEX audit_of_subject ON audit (subject, number);

-- The last entry's number and hash, in one row: to append is to change it, so one writer at a time does.
CREATE TABLE audit_head (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL CHECK (number >= 0),
    hash   TEXT NOT NULL CHECK (length(hash) = 64)
);

INSERT INTO audit_head (id, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- A signature over the hash of an entry, which vouches for it and for all before it.
CREATE TABLE audit_checkpoint (
    number    BIGINT PRIMARY KEY CHECK (number > 0),
    at        BIGINT NOT NULL,
    hash      TEXT NOT NULL CHECK (length(hash) = 64),
    key       TEXT NOT NULL,
    signature TEXT NOT NULL CHECK (length(signature) = 128)
);
