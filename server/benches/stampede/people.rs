//! People with accounts and sessions, inserted in bulk: signing in is not what this bench measures.

use std::path::Path;

use api::TERMS_VERSION;
use chrono::{DateTime, TimeDelta, Utc};
use rules::call::{Call, JUNE_2025};
use rules::catalogue::Catalogue;
use rules::facts::{Answer, Facts};
use serde_json::{Value, json};
use server::identity::session::secret_hash;
use server::platform::data_dir::{DataDir, ReceiptKeys};
use server::platform::demonstration;
use server::platform::encryption::{CellId, ColumnCipher};
use server::platform::random;
use server::platform::store::Store;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

use crate::error::Result;
use crate::load::Request;

/// Rows per statement.
const ROWS: usize = 2_000;

/// Instant of the server's clock, inside the window of the June call.
pub(crate) const NOW: &str = "2025-06-10T09:14:00+03:00";

/// Database that is ready for submissions.
pub(crate) struct Ready {
    pub(crate) store: Store,
    pub(crate) keys: ReceiptKeys,
    pub(crate) call: Call,
    pub(crate) catalogue: Catalogue,
}

/// Person with an account, a session, and a study group to apply for.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) id: String,
    pub(crate) programme: String,
    pub(crate) group: String,
    secret: String,
}

impl Prepared {
    pub(crate) fn body(&self) -> String {
        json!({
            "call": "2025-06", "programme": self.programme, "group": self.group, "language": "lv",
            "facts": { "birth_date": "1988-03-14", "earlier_grant_without_choice": false, "still_learning": false,
                "interrupted_learning": false },
            "contact": { "email": "anna.ozola@epasts.lv", "phone": "26123456" },
            "declaration": true,
        })
        .to_string()
    }

    pub(crate) fn request(&self) -> Request {
        let body = self.body();
        format!(
            "POST /api/v1/applications HTTP/1.1\r\nhost: localhost\r\ncookie: imk={}\r\nx-imk-csrf: 1\r\n\
             content-type: application/json\r\nidempotency-key: the-only-attempt\r\ncontent-length: {}\r\n\r\n{body}",
            self.secret,
            body.len()
        )
        .into_bytes()
    }
}

pub(crate) fn now() -> DateTime<Utc> {
    NOW.parse::<DateTime<chrono::FixedOffset>>().map_or(DateTime::UNIX_EPOCH, |now| now.to_utc())
}

pub(crate) async fn prepare(url: &str, data: &Path, number: usize) -> Result<(Ready, Vec<Prepared>)> {
    let data = DataDir::open(data)?;
    let (cipher, keys) = (data.cipher()?, data.receipt_keys()?);
    let store = Store::connect(url, cipher.clone()).await?;
    let call = Call::parse(JUNE_2025.as_bytes()).map_err(|error| format!("{error:?}"))?;
    let (catalogue, _) = Catalogue::parse(demonstration::CATALOGUE, &call).map_err(|error| format!("{error:?}"))?;
    store.put_call(&call).await?;
    store.put_groups(&catalogue.programmes).await?;
    let groups: Vec<_> = catalogue
        .programmes
        .iter()
        .flat_map(|programme| programme.groups.iter().map(move |group| (programme, group)))
        .filter(|(_, group)| group.ends_on <= call.usable_until)
        .map(|(programme, group)| (programme.id.clone(), group.id.clone()))
        .collect();
    let mut people = Vec::with_capacity(number);
    for index in 0..number {
        let (programme, group) = groups[index % groups.len()].clone();
        people.push(Prepared { id: random::id()?, programme, group, secret: random::secret()? });
    }
    let mut connection = AnyConnection::connect(url).await?;
    for chunk in people.chunks(ROWS) {
        insert(&mut connection, &cipher, chunk).await?;
    }
    connection.close().await?;
    Ok((Ready { store, keys, call, catalogue }, people))
}

async fn insert(connection: &mut AnyConnection, cipher: &ColumnCipher, people: &[Prepared]) -> Result<()> {
    let register = Facts {
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        ..Facts::default()
    };
    let register = serde_json::to_string(&register)?;
    let code = cipher.encrypt_unbound("32000000000")?;
    let mut rows = [Vec::new(), Vec::new(), Vec::new()];
    for person in people {
        let name = cipher.encrypt(CellId { column: "person.name_encrypted", row: &person.id }, "Anna Ozola")?;
        let contact = CellId { column: "account.contact_encrypted", row: &person.id };
        let contact = cipher.encrypt(contact, r#"{"email":"anna.ozola@epasts.lv","phone":"+37126123456"}"#)?;
        let at = now().timestamp_millis();
        let expiry = (now() + TimeDelta::minutes(30)).timestamp_millis();
        rows[0].push(json!([person.id, secret_hash(&person.id), code, name, register, at]));
        rows[1].push(json!([person.id, at, TERMS_VERSION, contact]));
        rows[2].push(json!([secret_hash(&person.secret), random::id()?, person.id, at, expiry]));
    }
    let mut transaction = connection.begin().await?;
    for (columns, rows) in COLUMNS.into_iter().zip(rows) {
        let (into, select) = columns;
        let source = rows_of(&rows);
        let insert = format!("INSERT INTO {into} SELECT {select} FROM {source}");
        sqlx::query(AssertSqlSafe(insert)).execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// Columns of each table, and their values from the rows.
const COLUMNS: [(&str, &str); 3] = [
    (
        "person (id, code_lookup, code_encrypted, name_encrypted, birth_date, birth_date_source, register, seen_at)",
        "column1, column2, column3, column4, '1988-03-14', 'identity_provider', column5, column6",
    ),
    ("account (person_id, opened_at, terms, language, contact_encrypted)", "column1, column2, column3, 'lv', column4"),
    (
        "session (token_hash, id, person_id, begun_at, used_at, issuer, subject, draft_until, idle_until, expires_at)",
        "column1, column2, column3, column4, column4, 'https://id.example.lv', column3, column5, column5, column5",
    ),
];

/// The rows as a VALUES list. Their texts are identifiers, ciphertexts and JSON without quotes of SQL.
fn rows_of(rows: &[Value]) -> String {
    let value = |value: &Value| match value {
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    };
    let row = |row: &Value| {
        let values: Vec<_> = row.as_array().into_iter().flatten().map(value).collect();
        format!("({})", values.join(", "))
    };
    format!("(VALUES {}) AS input", rows.iter().map(row).collect::<Vec<_>>().join(", "))
}
