-- The draft of a signed-in person, one for each call, so that another device can go on with it. Sealed text; empty once
-- it was sent or deleted: the row then stays for a while, so that other devices learn what became of it.
CREATE TABLE draft (
    person_id TEXT NOT NULL REFERENCES person (id),
    call_id   TEXT NOT NULL,
    revision  BIGINT NOT NULL CHECK (revision > 0),
    sealed    TEXT,
    ended     TEXT CHECK (ended IN ('sent', 'deleted')),
    saved_at  BIGINT NOT NULL,
    PRIMARY KEY (person_id, call_id),
    CHECK ((sealed IS NULL) <> (ended IS NULL))
);

CREATE INDEX draft_by_age ON draft (saved_at);
