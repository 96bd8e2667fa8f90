-- A grant stays as it was given; all that happens to it is that it is taken back, once. The same guards stand in ../postgres.

CREATE TRIGGER role_grant_is_taken_back_once
BEFORE UPDATE ON role_grant
WHEN OLD.revoked_at IS NOT NULL
    OR NEW.id <> OLD.id OR NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role
    OR NEW.provider_id IS NOT OLD.provider_id OR NEW.given_by <> OLD.given_by OR NEW.given_at <> OLD.given_at
    OR NEW.expires_at IS NOT OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'role_grant: what is written stays as it is'); END;

CREATE TRIGGER role_grant_is_not_deleted BEFORE DELETE ON role_grant
BEGIN SELECT RAISE(ABORT, 'role_grant: what is written stays as it is'); END;
