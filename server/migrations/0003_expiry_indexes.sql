-- Indexes for the deletion of expired rows.
CREATE INDEX draft_by_age ON draft (saved_at);
CREATE INDEX closed_account_by_age ON closed_account (keep_until);
