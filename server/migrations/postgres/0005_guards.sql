-- What is written once stays as it is. Triggers are the one thing for which the databases have no common words: the
-- same guards stand in ../sqlite.

CREATE FUNCTION imk_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: what is written stays as it is', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
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

-- Who applied, for what, when and under which rules is never changed afterwards.
CREATE TRIGGER application_is_not_rewritten
BEFORE UPDATE OF id, person_id, call_id, submitted_at, pack_hash ON application
FOR EACH ROW EXECUTE FUNCTION imk_refuse();

-- A place is one of those that the study group has.
CREATE FUNCTION imk_place_exists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.place = 'held' AND NEW.place_number > (SELECT places FROM study_group WHERE id = NEW.group_id) THEN
        RAISE EXCEPTION 'application: the study group has no such place'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER application_place_exists BEFORE INSERT ON application
FOR EACH ROW EXECUTE FUNCTION imk_place_exists();
