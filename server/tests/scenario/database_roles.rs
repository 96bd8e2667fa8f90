//! PostgreSQL roles of docs/deploy/roles.sql: the serving role has the rights for citizens' requests, the operating
//! role also those for operators' commands, and neither has the owner's rights.

use rules::personal_code::PersonalCode;
use server::people::store::{EncryptedCode, NewPerson};
use server::platform::encryption::ColumnCipher;
use server::platform::random;
use server::platform::store::Store;

use super::{ISSUER, facts};
use crate::{Scenario, cipher};

/// Creates a migrated database with the roles of docs/deploy and returns the owner's URL; `None` without PostgreSQL.
async fn with_roles() -> Option<String> {
    let Ok(admin) = std::env::var("IMK_TEST_POSTGRES_URL") else {
        eprintln!("skipped: IMK_TEST_POSTGRES_URL names no database (cargo xtask test starts one)");
        return None;
    };
    let name = format!("imk_{}", &random::secret().unwrap()[..16]);
    run(&admin, &format!("CREATE DATABASE {name}")).await.unwrap();
    let (start, _) = admin.rsplit_once('/').unwrap();
    let owner = format!("{start}/{name}");
    Store::migrate(&owner).await.unwrap();
    for _ in 0..2 {
        run(&owner, include_str!("../../../docs/deploy/roles.sql")).await.unwrap();
    }
    Some(owner)
}

/// URL of the same database with the rights of a role.
fn as_role(owner: &str, role: &str) -> String {
    format!("{owner}?options=-c%20role%3D{role}")
}

async fn run(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    use sqlx::Connection as _;
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(url).await?;
    let done = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
    connection.close().await?;
    done.map(|_| ())
}

#[tokio::test]
async fn serving_role_runs_citizen_part_operating_role_everything() {
    let Some(owner) = with_roles().await else { return };
    let serving = Store::open(&as_role(&owner, "imk_serving"), cipher()).await.unwrap();
    Scenario::new(serving).run_citizen_part().await;
    let operating = Store::open(&as_role(&owner, "imk_operating"), cipher()).await.unwrap();
    Scenario::new(operating).run().await;
}

#[tokio::test]
async fn serving_role_signs_people_in_during_key_rotation() {
    let Some(owner) = with_roles().await else { return };
    let code = PersonalCode::parse("030303-10012").unwrap();
    let sign_in = async |cipher: ColumnCipher| {
        let kept = EncryptedCode {
            lookup: cipher.lookup(code).to_string(),
            encrypted: cipher.encrypt_unbound(&code.hyphenated()).unwrap(),
        };
        let person = NewPerson {
            id: &random::id().unwrap(),
            issuer: ISSUER,
            subject: "anna",
            code: &kept,
            former_codes: &[],
            name: "Anna Ozola",
            register: facts(),
            birth_date_source: None,
            audit_id: &random::id().unwrap(),
        };
        let store = Store::open(&as_role(&owner, "imk_serving"), cipher).await.unwrap();
        let found = store.find_or_create(&person, "2025-06-10T06:14:00Z".parse().unwrap()).await.unwrap();
        store.close().await;
        found
    };
    let before = sign_in(cipher()).await;
    assert_eq!(
        sign_in(ColumnCipher::with_keys(&[8; 32], &[[7; 32]])).await,
        before,
        "found by the hash under the old key"
    );
    assert_eq!(sign_in(ColumnCipher::new(&[8; 32])).await, before, "found by the hash under the new key");
}

#[tokio::test]
async fn serving_and_operating_roles_lack_owner_rights() {
    let Some(owner) = with_roles().await else { return };
    let denied = async |role: &str, sql: &str| {
        let refused = run(&as_role(&owner, role), sql).await.expect_err(sql).to_string();
        assert!(refused.contains("permission denied") || refused.contains("must be owner"), "{role} {sql}: {refused}");
    };
    for role in ["imk_serving", "imk_operating"] {
        for sql in [
            "DELETE FROM audit",
            "UPDATE audit SET subject = subject",
            "TRUNCATE audit",
            "UPDATE audit_checkpoint SET key = key",
            "DELETE FROM audit_head",
            "UPDATE call_pack SET hash = hash",
            "UPDATE application SET person_id = person_id",
            "DELETE FROM application",
            "DELETE FROM role_grant",
            "UPDATE closed_account SET ground = ground",
            "UPDATE _sqlx_migrations SET version = version",
            "ALTER TABLE audit DISABLE TRIGGER ALL",
            "DROP TABLE session",
            "CREATE TABLE more (id TEXT)",
            "CREATE ROLE other",
        ] {
            denied(role, sql).await;
        }
        assert!(Store::migrate(&as_role(&owner, role)).await.is_err(), "{role}");
    }
    for sql in [
        "INSERT INTO role_grant (id) VALUES ('x')",
        "UPDATE role_grant SET revoked_at = NULL",
        "UPDATE application SET body_encrypted = body_encrypted",
    ] {
        denied("imk_serving", sql).await;
        let by_operator = run(&as_role(&owner, "imk_operating"), sql).await;
        assert!(by_operator.is_ok() || !by_operator.unwrap_err().to_string().contains("denied"), "{sql}");
    }
}
