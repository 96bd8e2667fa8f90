-- One set of migrations for SQLite and PostgreSQL: only TEXT and BIGINT, which both know.
-- Instants are milliseconds since 1970-01-01T00:00:00Z; days are texts, 2025-06-10; sealed texts are hexadecimal.

CREATE TABLE person (
    id                TEXT PRIMARY KEY,
    code_lookup       TEXT NOT NULL UNIQUE,
    code_sealed       TEXT NOT NULL,
    name              TEXT NOT NULL,
    birth_date        TEXT,
    birth_date_source TEXT,
    register          TEXT NOT NULL,
    seen_at           BIGINT NOT NULL
);

-- A sign-in under way: between leaving for the identity provider and coming back.
CREATE TABLE sign_in (
    state_hash   TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    return_to    TEXT NOT NULL,
    draft_sealed TEXT,
    expires_at   BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash    TEXT PRIMARY KEY,
    person_id     TEXT NOT NULL REFERENCES person (id),
    draft_sealed  TEXT,
    draft_until   BIGINT NOT NULL,
    idle_until    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL
);

CREATE TABLE account (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    terms     TEXT NOT NULL,
    language  TEXT NOT NULL CHECK (language IN ('lv', 'en')),
    email     TEXT NOT NULL,
    phone     TEXT NOT NULL
);

CREATE TABLE study_group (
    id           TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL,
    places       BIGINT NOT NULL CHECK (places > 0),
    held         BIGINT NOT NULL DEFAULT 0 CHECK (held >= 0 AND held <= places),
    waiting      BIGINT NOT NULL DEFAULT 0 CHECK (waiting >= 0)
);

CREATE TABLE application (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    call_id      TEXT NOT NULL,
    -- Empty where a person may have one live application in a call (reading R7), else the application's own id.
    live_slot    TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('submitted')),
    submitted_at BIGINT NOT NULL,
    group_id     TEXT NOT NULL REFERENCES study_group (id),
    -- The application as its owner sees it, and the confirmation: JSON.
    view         TEXT NOT NULL,
    receipt      TEXT NOT NULL,
    -- What was sent, to the letter.
    body         TEXT NOT NULL
);

CREATE UNIQUE INDEX application_live ON application (person_id, call_id, live_slot) WHERE state = 'submitted';
CREATE INDEX application_of_person ON application (person_id, submitted_at);

-- A key is the person's own: somebody else's key says nothing about this table.
CREATE TABLE idempotency (
    person_id  TEXT NOT NULL REFERENCES person (id),
    key        TEXT NOT NULL,
    body_hash  TEXT NOT NULL,
    response   TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (person_id, key)
);

-- Numbered for each person, since two messages can be written in one millisecond.
CREATE TABLE message (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    number    BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    content   TEXT NOT NULL,
    UNIQUE (person_id, number)
);

-- What is to be sent to the outside (e-mail), written in the same transaction as its cause.
CREATE TABLE outbox (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    at        BIGINT NOT NULL,
    content   TEXT NOT NULL
);

CREATE TABLE audit (
    id        TEXT PRIMARY KEY,
    at        BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    action    TEXT NOT NULL,
    subject   TEXT NOT NULL
);
