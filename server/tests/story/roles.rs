//! The roles of docs/deploy, on PostgreSQL: what citizens do is done under one, what operators do under the other, and neither
//! may do what the owner does.

use rules::personal_code::PersonalCode;
use server::people::store::{EncryptedCode, NewPerson};
use server::platform::encryption::ColumnCipher;
use server::platform::random;
use server::platform::store::Store;

use super::{ISSUER, facts};
use crate::{Story, cipher};

/// A database of its own, brought up to date by its owner, with the roles of docs/deploy; `None` where there is no PostgreSQL.
/// What comes back is the owner's address, to which a role can be put.
async fn with_roles() -> Option<String> {
    let Ok(admin) = std::env::var("IMK_TEST_POSTGRES_URL") else {
        eprintln!("not told: IMK_TEST_POSTGRES_URL names no database (cargo xtask test starts one)");
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

/// The address under which the same database gives the rights of a role.
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
async fn who_serves_may_do_what_citizens_do_and_who_operates_the_whole_story() {
    let Some(owner) = with_roles().await else { return };
    let serving = Store::open(&as_role(&owner, "imk_serving"), cipher()).await.unwrap();
    Story::on(serving).tell_of_citizens().await;
    let operating = Store::open(&as_role(&owner, "imk_operating"), cipher()).await.unwrap();
    Story::on(operating).tell().await;
}

#[tokio::test]
async fn who_serves_lets_people_in_also_while_keys_are_changed() {
    let Some(owner) = with_roles().await else { return };
    let code = PersonalCode::parse("030303-10012").unwrap();
    let comes = async |cipher: ColumnCipher| {
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
        let found = store.recognise(&person, "2025-06-10T06:14:00Z".parse().unwrap()).await.unwrap();
        store.close().await;
        found
    };
    let before = comes(cipher()).await;
    assert_eq!(comes(ColumnCipher::with_keys(&[8; 32], &[[7; 32]])).await, before, "found by the hash of the old key");
    assert_eq!(comes(ColumnCipher::new(&[8; 32])).await, before, "and now by that of the new one");
}

#[tokio::test]
async fn who_serves_or_operates_may_not_do_what_the_owner_does() {
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
            "CREATE ROLE somebody",
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
