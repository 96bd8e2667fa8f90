-- Rights in a PostgreSQL, so that who serves cannot migrate, nor change what is written once. A proposal: the names are yours.
-- Run it as the owner of the tables after every `imk migrate`; running it again changes nothing. What a role is not granted
-- here it does not have: no table is granted to PUBLIC.
--
--   imk_serving    is for `imk serve`: what people and their browsers do.
--   imk_operating  is for `imk role`, `imk birth-date`, `imk sign-out`, `imk audit`, `imk verify --all`, `imk backup` and `imk rotate-keys`.
--   the owner      is for `imk migrate` and `imk restore` alone, and need not be able to log in between.
--
-- Users that log in are members: CREATE ROLE imk_server LOGIN IN ROLE imk_serving, and a password by SCRAM.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'imk_serving') THEN
        CREATE ROLE imk_serving NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'imk_operating') THEN
        CREATE ROLE imk_operating NOLOGIN IN ROLE imk_serving;
    END IF;
-- Another run that began at the same time was first.
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO imk_serving;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO imk_serving;

-- Written once: no role changes or deletes them, beside the triggers that refuse it.
GRANT INSERT ON audit, audit_checkpoint, call_pack, application TO imk_serving;
GRANT UPDATE ON audit_head TO imk_serving;

GRANT INSERT, UPDATE ON study_group, person TO imk_serving;
GRANT INSERT ON person_code, identity, closed_account TO imk_serving;
GRANT UPDATE (closed_at, keep_until) ON closed_account TO imk_serving;
-- While keys are changed a sign-in moves the person's row to the new one.
GRANT UPDATE (code_lookup, code_sealed) ON person_code TO imk_serving;
GRANT INSERT, UPDATE, DELETE ON account, draft, session, idempotency, returned_draft TO imk_serving;
GRANT INSERT, DELETE ON sign_in, logout_token, message, outbox TO imk_serving;
-- A closed account takes these along, and is forgotten itself after its time.
GRANT DELETE ON person, person_code, identity, closed_account TO imk_serving;

GRANT INSERT, UPDATE ON role_grant TO imk_operating;
GRANT UPDATE (body_sealed, receipt_sealed) ON application TO imk_operating;
