-- Two tabs of one browser may have a draft of a failed sign-in each. Drafts in the table live for minutes: they are
-- dropped.
DROP TABLE returned_draft;

CREATE TABLE returned_draft (
    state_hash      TEXT PRIMARY KEY,
    browser_hash    TEXT NOT NULL,
    draft_encrypted TEXT NOT NULL,
    expires_at      BIGINT NOT NULL,
    -- Idempotency key that the draft was returned to; it gets the draft again, because a response may be lost.
    taken_by        TEXT
);

CREATE INDEX returned_draft_of_browser ON returned_draft (browser_hash);
