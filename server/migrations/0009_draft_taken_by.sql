-- By which idempotency key a draft that was handed over was taken: an answer that is lost on the way is given again, and to
-- nobody else.
ALTER TABLE session ADD COLUMN draft_taken_by TEXT;
ALTER TABLE returned_draft ADD COLUMN taken_by TEXT;
