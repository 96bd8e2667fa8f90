-- Instant of the last application in the log, in microseconds since 1970-01-01T00:00:00Z. Each application gets a later
-- one while its transaction holds this row, so that instants, seats and log have one order across all servers.
ALTER TABLE audit_head ADD COLUMN ordered_at BIGINT NOT NULL DEFAULT 0;

-- The readiness check writes here.
CREATE TABLE write_probe (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL
);

INSERT INTO write_probe (id, number) VALUES (1, 0);

-- Indexes for the deletion of expired rows.
CREATE INDEX sign_in_by_expiry ON sign_in (expires_at);
CREATE INDEX returned_draft_by_expiry ON returned_draft (expires_at);
CREATE INDEX session_by_idle_expiry ON session (idle_until);
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX session_with_draft ON session (draft_until) WHERE draft_encrypted IS NOT NULL;
CREATE INDEX logout_token_by_expiry ON logout_token (expires_at);

-- Closing an account deletes a person's unsent messages.
CREATE INDEX outbox_of_person ON outbox (person_id);
