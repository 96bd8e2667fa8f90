//! Moves the rows of migration 0004 into its tables: what was in the open is sealed, places get their numbers, and the
//! audit log becomes a chain. Part of the migration's transaction.

use api::{Application, Seat};
use rules::call::{Call, JUNE_2025};
use rules::receipt::ReceiptFile;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::error::{Result, SchemaError, StoreError};
use super::row::{instant, json, number, text, to_json};
use crate::applications::store::{applications, drafts};
use crate::audit::store as audit;
use crate::catalogue::store::call_packs as packs;
use crate::catalogue::store::seats::NumberedPlace;
use crate::people::store::{accounts, people};
use crate::platform::encryption::ColumnCipher;

pub(crate) async fn seal_and_chain(
    connection: &mut AnyConnection,
    cipher: &ColumnCipher,
    packs: &[Call],
) -> Result<()> {
    seal_people(connection, cipher).await?;
    seal_accounts(connection, cipher).await?;
    seal_drafts(connection, cipher).await?;
    move_applications(connection, cipher, packs).await?;
    move_replies(connection, cipher).await?;
    sqlx::query(
        "INSERT INTO outbox (id, person_id, at, content) SELECT id, person_id, at, content FROM outbox_before_0004",
    )
    .execute(&mut *connection)
    .await?;
    chain_audit(connection).await?;
    for drop in [
        "DROP TABLE application_before_0004",
        "DROP TABLE account_before_0004",
        "DROP TABLE idempotency_before_0004",
        "DROP TABLE outbox_before_0004",
        "DROP TABLE audit_before_0004",
    ] {
        sqlx::query(drop).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn all(connection: &mut AnyConnection, select: &'static str) -> Result<Vec<AnyRow>> {
    Ok(sqlx::query(select).fetch_all(connection).await?)
}

/// The personal codes are sealed already.
async fn seal_people(connection: &mut AnyConnection, cipher: &ColumnCipher) -> Result<()> {
    for row in all(connection, "SELECT id, name FROM person").await? {
        let id = text(&row, "id")?;
        sqlx::query("UPDATE person SET name = $2 WHERE id = $1")
            .bind(&id)
            .bind(cipher.encrypt(people::name_cell(&id), &text(&row, "name")?)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn seal_accounts(connection: &mut AnyConnection, cipher: &ColumnCipher) -> Result<()> {
    let select = "SELECT person_id, opened_at, terms, language, email, phone FROM account_before_0004";
    for row in all(connection, select).await? {
        let person = text(&row, "person_id")?;
        let contact = rules::contact::Contact { email: text(&row, "email")?, phone: text(&row, "phone")? };
        let contact = cipher.encrypt(accounts::contact_cell(&person), &to_json(&contact, "contact")?)?;
        sqlx::query(
            "INSERT INTO account (person_id, opened_at, terms, language, contact_sealed) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&person)
        .bind(number(&row, "opened_at")?)
        .bind(text(&row, "terms")?)
        .bind(text(&row, "language")?)
        .bind(contact)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn seal_drafts(connection: &mut AnyConnection, cipher: &ColumnCipher) -> Result<()> {
    for row in all(connection, "SELECT person_id, call_id, sealed FROM draft WHERE sealed IS NOT NULL").await? {
        let (person, call) = (text(&row, "person_id")?, text(&row, "call_id")?);
        let draft = cipher.decrypt_unbound(&text(&row, "sealed")?).map_err(StoreError::Decrypt)?;
        let row = drafts::row_name(&person, &call);
        sqlx::query("UPDATE draft SET sealed = $3 WHERE person_id = $1 AND call_id = $2")
            .bind(&person)
            .bind(&call)
            .bind(cipher.encrypt(drafts::draft_cell(&row), &draft)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// In the order in which they arrived, since that numbered the places that are held.
async fn move_applications(connection: &mut AnyConnection, cipher: &ColumnCipher, packs: &[Call]) -> Result<()> {
    let select = "SELECT id, person_id, live_slot, view, receipt, body FROM application_before_0004 \
                  ORDER BY submitted_at, id";
    let mut held = std::collections::BTreeMap::<String, u32>::new();
    for row in all(connection, select).await? {
        let application: Application = json(&row, "view")?;
        let receipt: ReceiptFile = json(&row, "receipt")?;
        let place = match application.seat {
            Seat::Held => {
                let number = held.entry(application.group.clone()).or_default();
                *number += 1;
                NumberedPlace { place: Seat::Held, number: Some(*number) }
            }
            Seat::Waiting { number } => NumberedPlace { place: application.seat, number: Some(number) },
            Seat::Draw => NumberedPlace { place: Seat::Draw, number: None },
        };
        keep_pack(connection, &receipt, packs).await?;
        let stored = applications::Row {
            person: &text(&row, "person_id")?,
            live_slot: &text(&row, "live_slot")?,
            application: &application,
            receipt: &receipt,
            body: &text(&row, "body")?,
            place,
        };
        if !applications::insert(connection, cipher, stored).await? {
            return Err(StoreError::Corrupt("application.live_slot"));
        }
    }
    Ok(())
}

async fn keep_pack(connection: &mut AnyConnection, receipt: &ReceiptFile, given: &[Call]) -> Result<()> {
    let hash = receipt.receipt.signed.pack_hash;
    let own = Call::parse(JUNE_2025.as_bytes()).ok();
    let pack = given.iter().chain(&own).find(|call| call.pack_hash() == hash);
    let pack = pack.ok_or_else(|| SchemaError::PackMissing(hash.to_string()))?;
    packs::put(connection, pack).await
}

async fn move_replies(connection: &mut AnyConnection, cipher: &ColumnCipher) -> Result<()> {
    for row in all(connection, "SELECT person_id, key, body_hash, response, at FROM idempotency_before_0004").await? {
        let (person, key) = (text(&row, "person_id")?, text(&row, "key")?);
        let name = applications::reply_row(&person, &key);
        let response = cipher.encrypt(applications::reply_cell(&name), &text(&row, "response")?)?;
        sqlx::query(
            "INSERT INTO idempotency (person_id, key, body_hash, response_sealed, at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&person)
        .bind(&key)
        .bind(text(&row, "body_hash")?)
        .bind(response)
        .bind(number(&row, "at")?)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn chain_audit(connection: &mut AnyConnection) -> Result<()> {
    let select = "SELECT id, at, person_id, action, subject FROM audit_before_0004 ORDER BY at, id";
    for row in all(connection, select).await? {
        let (id, person) = (text(&row, "id")?, text(&row, "person_id")?);
        let (action, subject) = (text(&row, "action")?, text(&row, "subject")?);
        audit::append(connection, &id, instant(&row, "at")?, &person, &action, &subject).await?;
    }
    Ok(())
}
