//! Statements on many rows at once. One parameter, a JSON array with an array of columns for each row, carries all
//! rows, so the statement's text does not depend on their number and stays prepared.

use serde_json::Value;
use sqlx::AssertSqlSafe;

use super::database_url::Kind;

/// Marker of the rows in a statement. The first parameter holds them; column `n` is `value ->> n`, a text or NULL.
pub(crate) const ROWS: &str = "{rows}";

/// Marker of the clause that locks rows of an account and its person until the transaction ends.
pub(crate) const LOCK_ACCOUNT: &str = "{lock account}";

/// Marker of the clause that locks the selected rows against other writers.
pub(crate) const LOCK: &str = "{lock}";

impl Kind {
    /// Statement of this kind of database. SQLite needs no row locks, because it has one writer.
    pub(crate) fn statement(self, sql: &str) -> AssertSqlSafe<String> {
        let (rows, lock_account, lock) = match self {
            Self::Sqlite => ("json_each($1)", "", ""),
            Self::Postgres => {
                ("jsonb_array_elements($1::jsonb)", "FOR SHARE OF account FOR KEY SHARE OF person", "FOR UPDATE")
            }
        };
        AssertSqlSafe(sql.replace(ROWS, rows).replace(LOCK_ACCOUNT, lock_account).replace(LOCK, lock))
    }
}

/// Rows as the first parameter of a statement with [`ROWS`].
pub(crate) fn to_rows(rows: impl IntoIterator<Item = Value>) -> String {
    Value::Array(rows.into_iter().collect()).to_string()
}
