-- Tables of SQLite and PostgreSQL. Columns are TEXT and BIGINT only, which both databases have.
-- Instants are milliseconds since 1970-01-01T00:00:00Z; days are texts such as 2025-06-10. Columns named `encrypted` and
-- `…_encrypted` hold encrypted texts (docs/adr/0015-encrypted-columns.md).

-- Call packs that decided anything, by the SHA-256 of their canonical form, so that each decision can be replayed.
CREATE TABLE call_pack (
    hash    TEXT PRIMARY KEY CHECK (length(hash) = 64),
    call_id TEXT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE person (
    id                TEXT PRIMARY KEY,
    code_lookup       TEXT NOT NULL UNIQUE,
    code_encrypted    TEXT NOT NULL,
    name_encrypted    TEXT NOT NULL,
    birth_date        TEXT,
    birth_date_source TEXT,
    register          TEXT NOT NULL,
    seen_at           BIGINT NOT NULL
);

-- Every current and earlier personal code of a person; the current one is repeated in person.
CREATE TABLE person_code (
    code_lookup    TEXT PRIMARY KEY,
    person_id      TEXT NOT NULL REFERENCES person (id),
    code_encrypted TEXT NOT NULL
);

CREATE INDEX person_code_of_person ON person_code (person_id);

-- Identifiers of a person at identity providers.
CREATE TABLE identity (
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX identity_of_person ON identity (person_id);

-- Pending sign-ins, between the redirect to the identity provider and the callback.
CREATE TABLE sign_in (
    state_hash           TEXT PRIMARY KEY,
    browser_hash         TEXT NOT NULL,
    return_to            TEXT NOT NULL,
    draft_encrypted      TEXT,
    flow_state_encrypted TEXT NOT NULL,
    expires_at           BIGINT NOT NULL
);

-- Drafts of failed sign-ins, for the browser that started them. A draft is returned to the first idempotency key that
-- requests it, and to that key again: a response may be lost.
CREATE TABLE returned_draft (
    browser_hash    TEXT PRIMARY KEY,
    draft_encrypted TEXT NOT NULL,
    expires_at      BIGINT NOT NULL,
    taken_by        TEXT
);

CREATE TABLE session (
    token_hash       TEXT PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    person_id        TEXT NOT NULL REFERENCES person (id),
    begun_at         BIGINT NOT NULL,
    used_at          BIGINT NOT NULL,
    -- Authentication at the provider: its instant, strength and session there.
    issuer           TEXT NOT NULL,
    subject          TEXT NOT NULL,
    auth_time        BIGINT,
    acr              TEXT,
    provider_session TEXT,
    -- Draft handed off by the sign-in; draft_taken_by is the idempotency key to which it was returned.
    draft_encrypted  TEXT,
    draft_until      BIGINT NOT NULL,
    draft_taken_by   TEXT,
    idle_until       BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL
);

CREATE INDEX session_of_person ON session (person_id);
CREATE INDEX session_at_provider ON session (issuer, subject);

-- Accepted logout tokens; each is accepted once.
CREATE TABLE logout_token (
    issuer     TEXT NOT NULL,
    jti        TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, jti)
);

CREATE TABLE role_grant (
    id          TEXT PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES person (id),
    role        TEXT NOT NULL CHECK (role IN ('provider_member', 'agency_staff', 'auditor')),
    provider_id TEXT,
    given_by    TEXT NOT NULL,
    given_at    BIGINT NOT NULL,
    expires_at  BIGINT,
    revoked_by  TEXT,
    revoked_at  BIGINT,
    CHECK ((role = 'provider_member') = (provider_id IS NOT NULL)),
    CHECK ((revoked_by IS NULL) = (revoked_at IS NULL)),
    CHECK (expires_at IS NULL OR expires_at > given_at)
);

-- One live grant per person and role, so a person is a member of one provider at most.
CREATE UNIQUE INDEX role_grant_live ON role_grant (person_id, role) WHERE revoked_at IS NULL;

CREATE TABLE account (
    person_id         TEXT PRIMARY KEY REFERENCES person (id),
    opened_at         BIGINT NOT NULL,
    terms             TEXT NOT NULL CHECK (terms <> ''),
    language          TEXT NOT NULL CHECK (language IN ('lv', 'en')),
    -- E-mail address and telephone number: JSON.
    contact_encrypted TEXT NOT NULL
);

-- Closed accounts: the fact, the legal ground for keeping it, and until when. The audit log knows the person by the
-- internal id only; no other table leads from it to a person.
CREATE TABLE closed_account (
    person_id  TEXT PRIMARY KEY,
    closed_at  BIGINT NOT NULL,
    -- Regulation (EU) 2016/679, Article 6(1)(c): a legal obligation, to account for the fund's money.
    ground     TEXT NOT NULL CHECK (ground IN ('gdpr_6_1_c')),
    keep_until BIGINT NOT NULL,
    CHECK (keep_until > closed_at)
);

CREATE TABLE study_group (
    id           TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL,
    seats        BIGINT NOT NULL CHECK (seats > 0),
    held         BIGINT NOT NULL DEFAULT 0 CHECK (held >= 0 AND held <= seats),
    waiting      BIGINT NOT NULL DEFAULT 0 CHECK (waiting >= 0)
);

CREATE INDEX study_group_of_programme ON study_group (programme_id);

CREATE TABLE application (
    id                TEXT PRIMARY KEY,
    person_id         TEXT NOT NULL REFERENCES person (id),
    call_id           TEXT NOT NULL,
    -- Empty if a person may have one live application in a call (reading R7), else the application's own id.
    live_slot         TEXT NOT NULL CHECK (live_slot IN ('', id)),
    state             TEXT NOT NULL CHECK (state IN ('submitted')),
    submitted_at      BIGINT NOT NULL,
    group_id          TEXT NOT NULL REFERENCES study_group (id),
    -- Kind of seat, and its number from 1 in each study group, among held seats or on the waiting list.
    seat              TEXT NOT NULL CHECK (seat IN ('held', 'waiting', 'draw')),
    seat_number       BIGINT CHECK (seat_number > 0),
    pack_hash         TEXT NOT NULL REFERENCES call_pack (hash),
    -- The application as its owner sees it: JSON.
    view              TEXT NOT NULL,
    -- The confirmation with the facts, and the request body byte for byte.
    receipt_encrypted TEXT NOT NULL,
    body_encrypted    TEXT NOT NULL,
    CHECK ((seat = 'draw') = (seat_number IS NULL))
);

CREATE UNIQUE INDEX application_live ON application (person_id, call_id, live_slot) WHERE state = 'submitted';
CREATE UNIQUE INDEX application_seat ON application (group_id, seat, seat_number) WHERE state = 'submitted';
CREATE INDEX application_of_person ON application (person_id, submitted_at);

-- Idempotency keys per person, so that a key reveals nothing about other people. The response is missing while the
-- application's transaction runs, which no other transaction sees.
CREATE TABLE idempotency (
    person_id          TEXT NOT NULL REFERENCES person (id),
    key                TEXT NOT NULL CHECK (key <> ''),
    body_hash          TEXT NOT NULL CHECK (body_hash <> ''),
    response_encrypted TEXT,
    at                 BIGINT NOT NULL,
    PRIMARY KEY (person_id, key)
);

-- Account drafts, one per person and call. The text is empty once the draft was submitted or deleted; the row stays for
-- a while, so that other devices learn it.
CREATE TABLE draft (
    person_id TEXT NOT NULL REFERENCES person (id),
    call_id   TEXT NOT NULL,
    revision  BIGINT NOT NULL CHECK (revision > 0),
    encrypted TEXT,
    ended     TEXT CHECK (ended IN ('sent', 'deleted')),
    saved_at  BIGINT NOT NULL,
    PRIMARY KEY (person_id, call_id),
    CHECK ((encrypted IS NULL) <> (ended IS NULL))
);

-- Numbered per person, since two messages can have the same millisecond.
CREATE TABLE message (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    number    BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    content   TEXT NOT NULL,
    UNIQUE (person_id, number)
);

-- Messages to send by e-mail, written in the same transaction as their cause. The address is looked up when sending.
CREATE TABLE outbox (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    at        BIGINT NOT NULL,
    content   TEXT NOT NULL
);

-- Audit log. Each entry holds its own hash and the hash of the entry before it (docs/adr/0014-audit-chain.md).
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

-- Number and hash of the last entry, in one row. Appending updates it, which serialises writers.
CREATE TABLE audit_head (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL CHECK (number >= 0),
    hash   TEXT NOT NULL CHECK (length(hash) = 64)
);

INSERT INTO audit_head (id, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Signatures over the hash of an entry; each covers the entry and all before it.
CREATE TABLE audit_checkpoint (
    number    BIGINT PRIMARY KEY CHECK (number > 0),
    at        BIGINT NOT NULL,
    hash      TEXT NOT NULL CHECK (length(hash) = 64),
    key       TEXT NOT NULL,
    signature TEXT NOT NULL CHECK (length(signature) = 128)
);
