-- Who somebody is. Sessions and sign-ins under way last hours at most: their tables are made anew, and everybody who is
-- signed in while this runs signs in once more.

DROP TABLE session;
DROP TABLE sign_in;

-- A person is found by any code they have or had. The current one is repeated in person.
CREATE TABLE person_code (
    code_lookup TEXT PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES person (id),
    code_sealed TEXT NOT NULL
);

INSERT INTO person_code (code_lookup, person_id, code_sealed) SELECT code_lookup, id, code_sealed FROM person;

CREATE INDEX person_code_of_person ON person_code (person_id);

-- ... and by the name under which an identity provider knows them.
CREATE TABLE identity (
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX identity_of_person ON identity (person_id);

-- A sign-in under way: between leaving for the identity provider and coming back. What the provider's side wants to
-- remember meanwhile (nonce, verifier) is sealed.
CREATE TABLE sign_in (
    state_hash   TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    return_to    TEXT NOT NULL,
    draft_sealed TEXT,
    kept_sealed  TEXT NOT NULL,
    expires_at   BIGINT NOT NULL
);

-- The draft of a sign-in that came to nothing, for the browser that began it.
CREATE TABLE returned_draft (
    browser_hash TEXT PRIMARY KEY,
    draft_sealed TEXT NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash       TEXT PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    person_id        TEXT NOT NULL REFERENCES person (id),
    begun_at         BIGINT NOT NULL,
    used_at          BIGINT NOT NULL,
    -- When, how strongly and in which of its own sessions the provider recognised the person; the id token is sealed.
    issuer           TEXT NOT NULL,
    subject          TEXT NOT NULL,
    auth_time        BIGINT,
    acr              TEXT,
    provider_session TEXT,
    id_token_sealed  TEXT,
    draft_sealed     TEXT,
    draft_until      BIGINT NOT NULL,
    idle_until       BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL
);

CREATE INDEX session_of_person ON session (person_id);
CREATE INDEX session_at_provider ON session (issuer, subject);

-- A provider's word that a session ended is taken once.
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

-- One grant of a role at a time; so a member of one provider at most.
CREATE UNIQUE INDEX role_grant_live ON role_grant (person_id, role) WHERE revoked_at IS NULL;
