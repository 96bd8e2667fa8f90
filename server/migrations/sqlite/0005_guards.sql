-- What is written once stays as it is. Triggers are the one thing for which the databases have no common words: the
-- same guards stand in ../postgres.

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit: what is written stays as it is'); END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit: what is written stays as it is'); END;

CREATE TRIGGER audit_head_goes_forward BEFORE UPDATE ON audit_head WHEN NEW.number < OLD.number
BEGIN SELECT RAISE(ABORT, 'audit_head: the log never gets shorter'); END;

CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'audit_head: the log never gets shorter'); END;

CREATE TRIGGER audit_checkpoint_is_not_changed BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: what is written stays as it is'); END;

CREATE TRIGGER audit_checkpoint_is_not_deleted BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: what is written stays as it is'); END;

CREATE TRIGGER call_pack_is_not_changed BEFORE UPDATE ON call_pack
BEGIN SELECT RAISE(ABORT, 'call_pack: what is written stays as it is'); END;

-- Who applied, for what, when and under which rules is never changed afterwards.
CREATE TRIGGER application_is_not_rewritten
BEFORE UPDATE OF id, person_id, call_id, submitted_at, pack_hash ON application
BEGIN SELECT RAISE(ABORT, 'application: what was sent stays as it is'); END;

-- A place is one of those that the study group has.
CREATE TRIGGER application_place_exists BEFORE INSERT ON application
WHEN NEW.place = 'held' AND NEW.place_number > (SELECT places FROM study_group WHERE id = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'application: the study group has no such place'); END;
