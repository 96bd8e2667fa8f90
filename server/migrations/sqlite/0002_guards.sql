-- Triggers that keep append-only data unchanged. Their syntax differs between the databases: ../postgres has the same.

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit: rows are append-only'); END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit: rows are append-only'); END;

CREATE TRIGGER audit_head_goes_forward BEFORE UPDATE ON audit_head WHEN NEW.number < OLD.number
BEGIN SELECT RAISE(ABORT, 'audit_head: the log is append-only'); END;

CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'audit_head: the log is append-only'); END;

CREATE TRIGGER audit_checkpoint_is_not_changed BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: rows are append-only'); END;

CREATE TRIGGER audit_checkpoint_is_not_deleted BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint: rows are append-only'); END;

CREATE TRIGGER call_pack_is_not_changed BEFORE UPDATE ON call_pack
BEGIN SELECT RAISE(ABORT, 'call_pack: rows are append-only'); END;

-- Person, call, instant and rules of an application are never changed.
CREATE TRIGGER application_is_not_rewritten
BEFORE UPDATE OF id, person_id, call_id, submitted_at, pack_hash ON application
BEGIN SELECT RAISE(ABORT, 'application: rows are append-only'); END;

-- A held seat is one of the study group's seats.
CREATE TRIGGER application_seat_exists BEFORE INSERT ON application
WHEN NEW.seat = 'held' AND NEW.seat_number > (SELECT seats FROM study_group WHERE id = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'application: the study group has no such seat'); END;

-- A grant is never changed, except that it is revoked once.
CREATE TRIGGER role_grant_is_taken_back_once
BEFORE UPDATE ON role_grant
WHEN OLD.revoked_at IS NOT NULL
    OR NEW.id <> OLD.id OR NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role
    OR NEW.provider_id IS NOT OLD.provider_id OR NEW.given_by <> OLD.given_by OR NEW.given_at <> OLD.given_at
    OR NEW.expires_at IS NOT OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'role_grant: rows are append-only'); END;

CREATE TRIGGER role_grant_is_not_deleted BEFORE DELETE ON role_grant
BEGIN SELECT RAISE(ABORT, 'role_grant: rows are append-only'); END;
