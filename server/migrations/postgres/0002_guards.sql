-- Triggers that keep append-only data unchanged. Their syntax differs between the databases: ../sqlite has the same.

CREATE FUNCTION imk_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: rows are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER audit_head_goes_forward BEFORE UPDATE ON audit_head
FOR EACH ROW WHEN (NEW.number < OLD.number) EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_head
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER audit_head_is_not_emptied BEFORE TRUNCATE ON audit_head
FOR EACH STATEMENT EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER audit_checkpoint_is_not_changed BEFORE UPDATE OR DELETE ON audit_checkpoint
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER audit_checkpoint_is_not_emptied BEFORE TRUNCATE ON audit_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER call_pack_is_not_changed BEFORE UPDATE ON call_pack
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

-- Person, call, instant and rules of an application are never changed.
CREATE TRIGGER application_is_not_rewritten
BEFORE UPDATE OF id, person_id, call_id, submitted_at, pack_hash ON application
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

-- A held seat is one of the study group's seats.
CREATE FUNCTION imk_seat_exists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seat = 'held' AND NEW.seat_number > (SELECT seats FROM study_group WHERE id = NEW.group_id) THEN
        RAISE EXCEPTION 'application: the study group has no such seat'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER application_seat_exists BEFORE INSERT ON application
FOR EACH ROW EXECUTE FUNCTION imk_seat_exists();

-- A grant is never changed, except that it is revoked once.
CREATE TRIGGER role_grant_is_taken_back_once BEFORE UPDATE ON role_grant
FOR EACH ROW WHEN (
    OLD.revoked_at IS NOT NULL
    OR (NEW.id, NEW.person_id, NEW.role, NEW.provider_id, NEW.given_by, NEW.given_at, NEW.expires_at)
        IS DISTINCT FROM
       (OLD.id, OLD.person_id, OLD.role, OLD.provider_id, OLD.given_by, OLD.given_at, OLD.expires_at)
) EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER role_grant_is_not_deleted BEFORE DELETE ON role_grant
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

CREATE TRIGGER role_grant_is_not_emptied BEFORE TRUNCATE ON role_grant
FOR EACH STATEMENT EXECUTE FUNCTION imk_refuse();
