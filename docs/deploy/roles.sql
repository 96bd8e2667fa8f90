-- Roles for PostgreSQL: the server can neither migrate nor change append-only data. A proposal; choose your own names.
-- Run it as the owner of the tables after every `imk migrate`; it is idempotent. A role has only the rights granted here:
-- no table is granted to PUBLIC.
--
--   imk_serving    is for `imk serve`: requests of people and their browsers.
--   imk_operating  is for `imk role`, `imk birth-date`, `imk sign-out`, `imk audit`, `imk verify --all`, `imk backup` and `imk rotate-keys`.
--   the owner      is for `imk migrate` and `imk restore` only; its login can be disabled in between.
--
-- Login users are members: CREATE ROLE imk_server LOGIN IN ROLE imk_serving, with a SCRAM password.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'imk_serving') THEN
        CREATE ROLE imk_serving NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'imk_operating') THEN
        CREATE ROLE imk_operating NOLOGIN IN ROLE imk_serving;
    END IF;
-- A concurrent run created the role first.
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO imk_serving;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO imk_serving;

-- Append-only: no role may change or delete these rows; triggers refuse it as well.
GRANT INSERT ON audit, audit_checkpoint, call_pack, application TO imk_serving;
GRANT UPDATE ON audit_head, write_probe TO imk_serving;

GRANT INSERT, UPDATE ON study_group, person TO imk_serving;
GRANT INSERT ON person_code, identity, closed_account TO imk_serving;
GRANT UPDATE (closed_at, keep_until) ON closed_account TO imk_serving;
-- During a key rotation a sign-in moves the person's row to the new key.
GRANT UPDATE (code_lookup, code_encrypted) ON person_code TO imk_serving;
GRANT INSERT, UPDATE, DELETE ON account, draft, session, idempotency, returned_draft TO imk_serving;
GRANT INSERT, DELETE ON sign_in, logout_token, message, outbox TO imk_serving;
-- Closing an account deletes these rows; its own stub is deleted when its period ends.
GRANT DELETE ON person, person_code, identity, closed_account TO imk_serving;

GRANT INSERT, UPDATE ON role_grant TO imk_operating;
GRANT UPDATE (body_encrypted, receipt_encrypted) ON application TO imk_operating;
