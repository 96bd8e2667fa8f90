-- What remains of an account that was closed: that it was, on which ground that is kept, and until when. The person's
-- internal id is all that the audit log knows them by; nothing else leads from it to anybody.
CREATE TABLE closed_account (
    person_id  TEXT PRIMARY KEY,
    closed_at  BIGINT NOT NULL,
    -- Regulation (EU) 2016/679, Article 6(1)(c): a legal obligation, to account for the fund's money.
    ground     TEXT NOT NULL CHECK (ground IN ('gdpr_6_1_c')),
    keep_until BIGINT NOT NULL,
    CHECK (keep_until > closed_at)
);

CREATE INDEX closed_account_by_age ON closed_account (keep_until);
