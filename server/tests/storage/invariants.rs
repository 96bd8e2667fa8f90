//! Invariants enforced by the database: it rejects invalid statements and accepts the closest valid ones.

use crate::databases::Database;

/// Violation of an invariant, the SQL that must be rejected, and the closest valid SQL.
struct Attempt {
    what: &'static str,
    wrong: &'static str,
    near: &'static str,
}

/// Rows at the start of each attempt: three people, a group with two seats, one application with a seat and one
/// waiting.
const BEFORE: &str = "
    INSERT INTO call_pack (hash, call_id, content) VALUES ('{H}', '2025-06', '{}');
    INSERT INTO person (id, code_lookup, code_encrypted, name_encrypted, register, seen_at) \
        VALUES ('anna', 'la', 's', 's', '{}', 1);
    INSERT INTO person (id, code_lookup, code_encrypted, name_encrypted, register, seen_at) \
        VALUES ('toms', 'lt', 's', 's', '{}', 1);
    INSERT INTO person (id, code_lookup, code_encrypted, name_encrypted, register, seen_at) \
        VALUES ('ieva', 'li', 's', 's', '{}', 1);
    INSERT INTO study_group (id, programme_id, seats, held, waiting) VALUES ('g', 'p', 2, 1, 1);
    INSERT INTO application {A} \
        VALUES ('a-anna', 'anna', '2025-06', '', 'submitted', 1, 'g', 'held', 1, '{H}', 'v', 'r', 'b');
    INSERT INTO application {A} \
        VALUES ('a-toms', 'toms', '2025-06', '', 'submitted', 1, 'g', 'waiting', 1, '{H}', 'v', 'r', 'b');
    INSERT INTO account (person_id, opened_at, terms, language, contact_encrypted) VALUES ('anna', 1, 't', 'lv', 's');
    INSERT INTO idempotency (person_id, key, body_hash, response_encrypted, at) VALUES ('anna', 'k', 'h', 's', 1);
    INSERT INTO message (id, person_id, number, at, content) VALUES ('m-1', 'anna', 1, 1, '{}');
    INSERT INTO draft (person_id, call_id, revision, encrypted, saved_at) VALUES ('anna', '2025-06', 1, 's', 1);
    INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
        VALUES (1, 'e-1', 1, 'anna', 'x', 'y', '{Z}', '{H}');
    UPDATE audit_head SET number = 1, hash = '{H}';
    INSERT INTO audit_checkpoint (number, at, hash, key, signature) VALUES (1, 1, '{H}', 'k', '{H}{H}');
    INSERT INTO role_grant (id, person_id, role, given_by, given_at) VALUES ('r-anna', 'anna', 'auditor', 'o', 1);
    INSERT INTO role_grant (id, person_id, role, given_by, given_at, revoked_by, revoked_at)
        VALUES ('r-toms', 'toms', 'auditor', 'o', 1, 'o', 2);
";

const ATTEMPTS: &[Attempt] = &[
    Attempt {
        what: "a second live application of a person in a call",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'anna', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'anna', '2025-07', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a live slot with another value, which would bypass that rule",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'anna', '2025-06', 'y', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'anna', '2025-06', 'x', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a seat held twice",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 1, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a seat number above the number of seats",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 3, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a number on the waiting list twice",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'waiting', 1, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'waiting', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a held seat without a number",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', NULL, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'draw', NULL, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a number before the draw",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'draw', 1, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'draw', NULL, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "an unknown seat state",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'sold', 2, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'waiting', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "an unknown state",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'granted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "an application of an unknown person",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'nobody', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "an application for an unknown group",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'no', 'draw', NULL, '{H}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'draw', NULL, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "a decision without its call pack",
        wrong: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{Z}', 'v', 'r', 'b')",
        near: "INSERT INTO application {A} \
            VALUES ('x', 'ieva', '2025-06', '', 'submitted', 2, 'g', 'held', 2, '{H}', 'v', 'r', 'b')",
    },
    Attempt {
        what: "an application moved to another person",
        wrong: "UPDATE application SET person_id = 'ieva' WHERE id = 'a-anna'",
        near: "UPDATE application SET view = 'w' WHERE id = 'a-anna'",
    },
    Attempt {
        what: "a backdated application",
        wrong: "UPDATE application SET submitted_at = 0 WHERE id = 'a-anna'",
        near: "UPDATE application SET receipt_encrypted = 'under another key' WHERE id = 'a-anna'",
    },
    Attempt {
        what: "more seats held than the group has",
        wrong: "UPDATE study_group SET held = 3 WHERE id = 'g'",
        near: "UPDATE study_group SET held = 2 WHERE id = 'g'",
    },
    Attempt {
        what: "a negative number of held seats",
        wrong: "UPDATE study_group SET held = -1 WHERE id = 'g'",
        near: "UPDATE study_group SET held = 0 WHERE id = 'g'",
    },
    Attempt {
        what: "fewer seats than are held",
        wrong: "UPDATE study_group SET seats = 0, held = 1 WHERE id = 'g'",
        near: "UPDATE study_group SET seats = 1, held = 1 WHERE id = 'g'",
    },
    Attempt {
        what: "a negative length of the waiting list",
        wrong: "UPDATE study_group SET waiting = -1 WHERE id = 'g'",
        near: "UPDATE study_group SET waiting = 0 WHERE id = 'g'",
    },
    Attempt {
        what: "an idempotency key used twice by a person",
        wrong: "INSERT INTO idempotency (person_id, key, body_hash, at) VALUES ('anna', 'k', 'other', 2)",
        near: "INSERT INTO idempotency (person_id, key, body_hash, at) VALUES ('toms', 'k', 'other', 2)",
    },
    Attempt {
        what: "a second account of a person",
        wrong: "INSERT INTO account (person_id, opened_at, terms, language, contact_encrypted) \
            VALUES ('anna', 1, 't', 'lv', 's')",
        near: "INSERT INTO account (person_id, opened_at, terms, language, contact_encrypted) \
            VALUES ('toms', 1, 't', 'lv', 's')",
    },
    Attempt {
        what: "an account of an unknown person",
        wrong: "INSERT INTO account (person_id, opened_at, terms, language, contact_encrypted) \
            VALUES ('nobody', 1, 't', 'lv', 's')",
        near: "INSERT INTO account (person_id, opened_at, terms, language, contact_encrypted) \
            VALUES ('ieva', 1, 't', 'en', 's')",
    },
    Attempt {
        what: "an account without terms",
        wrong: "UPDATE account SET terms = '' WHERE person_id = 'anna'",
        near: "UPDATE account SET terms = '2025-06-09' WHERE person_id = 'anna'",
    },
    Attempt {
        what: "an unknown language",
        wrong: "UPDATE account SET language = 'ru' WHERE person_id = 'anna'",
        near: "UPDATE account SET language = 'en' WHERE person_id = 'anna'",
    },
    Attempt {
        what: "a personal code of another person",
        wrong: "INSERT INTO person (id, code_lookup, code_encrypted, name_encrypted, register, seen_at) \
            VALUES ('x', 'la', 's', 's', '{}', 1)",
        near: "INSERT INTO person (id, code_lookup, code_encrypted, name_encrypted, register, seen_at) \
            VALUES ('x', 'lx', 's', 's', '{}', 1)",
    },
    Attempt {
        what: "deletion of a person with rows in other tables",
        wrong: "DELETE FROM person WHERE id = 'anna'",
        near: "DELETE FROM person WHERE id = 'ieva'",
    },
    Attempt {
        what: "a message number used twice",
        wrong: "INSERT INTO message (id, person_id, number, at, content) VALUES ('m-2', 'anna', 1, 1, '{}')",
        near: "INSERT INTO message (id, person_id, number, at, content) VALUES ('m-2', 'anna', 2, 1, '{}')",
    },
    Attempt {
        what: "an outbox entry for an unknown person",
        wrong: "INSERT INTO outbox (id, person_id, at, content) VALUES ('o', 'nobody', 1, '{}')",
        near: "INSERT INTO outbox (id, person_id, at, content) VALUES ('o', 'anna', 1, '{}')",
    },
    Attempt {
        what: "an ended draft with content",
        wrong: "UPDATE draft SET ended = 'sent' WHERE person_id = 'anna'",
        near: "UPDATE draft SET ended = 'sent', encrypted = NULL WHERE person_id = 'anna'",
    },
    Attempt {
        what: "an unknown end of a draft",
        wrong: "UPDATE draft SET ended = 'lost', encrypted = NULL WHERE person_id = 'anna'",
        near: "UPDATE draft SET ended = 'deleted', encrypted = NULL WHERE person_id = 'anna'",
    },
    Attempt {
        what: "a changed call pack",
        wrong: "UPDATE call_pack SET content = '{ }' WHERE hash = '{H}'",
        near: "INSERT INTO call_pack (hash, call_id, content) VALUES ('{Z}', '2025-06', '{ }')",
    },
    Attempt {
        what: "deletion of a call pack with decisions",
        wrong: "DELETE FROM call_pack WHERE hash = '{H}'",
        near: "INSERT INTO call_pack (hash, call_id, content) VALUES ('{Z}', '2025-06', '{ }')",
    },
    Attempt {
        what: "a changed audit entry",
        wrong: "UPDATE audit SET action = 'z' WHERE number = 1",
        near: "INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
            VALUES (2, 'e-2', 1, 'anna', 'x', 'y', '{H}', '{G}')",
    },
    Attempt {
        what: "a deleted audit entry",
        wrong: "DELETE FROM audit WHERE number = 1",
        near: "INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
            VALUES (2, 'e-2', 1, 'anna', 'x', 'y', '{H}', '{G}')",
    },
    Attempt {
        what: "two audit entries with the same predecessor",
        wrong: "INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
            VALUES (2, 'e-2', 1, 'anna', 'x', 'y', '{Z}', '{G}')",
        near: "INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
            VALUES (2, 'e-2', 1, 'anna', 'x', 'y', '{H}', '{G}')",
    },
    Attempt {
        what: "a head of the audit log that moves back",
        wrong: "UPDATE audit_head SET number = 0",
        near: "UPDATE audit_head SET number = 2",
    },
    Attempt {
        what: "a deleted head of the audit log",
        wrong: "DELETE FROM audit_head",
        near: "UPDATE audit_head SET number = 2",
    },
    Attempt {
        what: "a second head of the audit log",
        wrong: "INSERT INTO audit_head (id, number, hash) VALUES (2, 1, '{H}')",
        near: "UPDATE audit_head SET number = 2",
    },
    Attempt {
        what: "a changed checkpoint",
        wrong: "UPDATE audit_checkpoint SET hash = '{G}' WHERE number = 1",
        near: "INSERT INTO audit_checkpoint (number, at, hash, key, signature) VALUES (2, 1, '{G}', 'k', '{H}{H}')",
    },
    Attempt {
        what: "a deleted checkpoint",
        wrong: "DELETE FROM audit_checkpoint WHERE number = 1",
        near: "INSERT INTO audit_checkpoint (number, at, hash, key, signature) VALUES (2, 1, '{G}', 'k', '{H}{H}')",
    },
    Attempt {
        what: "a grant changed to another role",
        wrong: "UPDATE role_grant SET role = 'agency_staff' WHERE id = 'r-anna'",
        near: "UPDATE role_grant SET revoked_by = 'o', revoked_at = 2 WHERE id = 'r-anna'",
    },
    Attempt {
        what: "an extended grant",
        wrong: "UPDATE role_grant SET expires_at = 9 WHERE id = 'r-anna'",
        near: "INSERT INTO role_grant (id, person_id, role, given_by, given_at, expires_at) \
            VALUES ('x', 'ieva', 'auditor', 'o', 1, 9)",
    },
    Attempt {
        what: "a revoked grant that is reinstated",
        wrong: "UPDATE role_grant SET revoked_by = NULL, revoked_at = NULL WHERE id = 'r-toms'",
        near: "INSERT INTO role_grant (id, person_id, role, given_by, given_at) \
            VALUES ('x', 'toms', 'auditor', 'o', 3)",
    },
    Attempt {
        what: "a deleted grant",
        wrong: "DELETE FROM role_grant WHERE id = 'r-toms'",
        near: "DELETE FROM draft WHERE person_id = 'anna'",
    },
];

/// Attempts with statements that exist only in PostgreSQL.
const ATTEMPTS_ON_POSTGRES: &[Attempt] = &[
    Attempt { what: "a truncated audit log", wrong: "TRUNCATE audit", near: "TRUNCATE draft" },
    Attempt { what: "truncated checkpoints", wrong: "TRUNCATE audit_checkpoint", near: "TRUNCATE draft" },
    Attempt { what: "a truncated head", wrong: "TRUNCATE audit_head", near: "TRUNCATE draft" },
];

fn sql(text: &str) -> String {
    let columns = "(id, person_id, call_id, live_slot, state, submitted_at, group_id, seat, seat_number, pack_hash, \
                   view, receipt_encrypted, body_encrypted)";
    text.replace("{A}", columns)
        .replace("{H}", &"a".repeat(64))
        .replace("{G}", &"b".repeat(64))
        .replace("{Z}", &"0".repeat(64))
}

/// Runs each statement in a transaction and rolls it back, so that every attempt starts from the same rows.
#[tokio::test]
async fn database_rejects_invariant_violations_but_no_near_misses() {
    for database in Database::all().await {
        database.store().await.close().await;
        database.run(&sql(BEFORE)).await.unwrap();
        let own = if database.is_sqlite() { &[] } else { ATTEMPTS_ON_POSTGRES };
        for Attempt { what, wrong, near } in ATTEMPTS.iter().chain(own) {
            let rejected = database.run(&format!("BEGIN; {}; ROLLBACK", sql(wrong))).await;
            let cause = rejected.err().unwrap_or_else(|| panic!("{what} was accepted by {}", database.url));
            let sqlx::Error::Database(cause) = cause else { panic!("{what}: {cause}") };
            let by_constraint =
                cause.is_unique_violation() || cause.is_foreign_key_violation() || cause.is_check_violation();
            assert!(
                by_constraint || cause.message().contains("append-only") || cause.message().contains("no such seat"),
                "{what}: {cause}"
            );
            let accepted = database.run(&format!("BEGIN; {}; ROLLBACK", sql(near))).await;
            accepted.unwrap_or_else(|cause| panic!("instead of {what}: {cause}"));
        }
        println!("attempts refused {}", ATTEMPTS.len() + own.len());
    }
}
