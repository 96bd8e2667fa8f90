-- A grant stays as it was given; all that happens to it is that it is taken back, once. The same guards stand in ../sqlite.

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
