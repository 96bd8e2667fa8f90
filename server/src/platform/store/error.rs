//! Errors of the database.

use crate::platform::encryption::{DecryptError, EncryptError};

/// Result of a store method.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// The database is unreachable, rejects a statement, or holds a value that this program does not write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Error of the driver.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed.
    #[error("migration: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// A column holds a value that this program does not write.
    #[error("the column {0} contains an invalid value")]
    Corrupt(&'static str),
    /// The URL names neither SQLite nor PostgreSQL.
    #[error("the database is neither sqlite: nor postgres:")]
    UnknownDatabase,
    /// The connection to the database would not be protected by verified TLS.
    #[error(
        "{host} is another machine, so the connection needs TLS with a verified certificate: add \
         sslmode=verify-full, and sslrootcert=FILE for a private authority"
    )]
    InsecureConnection {
        /// Host in the URL.
        host: String,
    },
    /// The database's schema does not match the program.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// An encrypted column cannot be decrypted.
    #[error(transparent)]
    Decrypt(#[from] DecryptError),
    /// A text cannot be encrypted.
    #[error(transparent)]
    Encrypt(#[from] EncryptError),
    /// The catalogue has fewer seats in a study group than are held.
    #[error("the study group {group} has {seats} seats in the catalogue, but {held} are held")]
    SeatsHeld {
        /// Id of the study group.
        group: String,
        /// Seats in the catalogue.
        seats: u32,
        /// Held seats.
        held: u32,
    },
    /// The database is not empty, so nothing can be restored into it.
    #[error("the database is not empty: the table {0} has rows")]
    NotEmpty(&'static str),
    /// A record does not belong to a dump of this program.
    #[error("not a dump of this program: {0}")]
    NotADump(String),
    /// Reading or writing a dump failed.
    #[error(transparent)]
    Sink(std::io::Error),
}

/// Error of a statement that served several requests.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SharedError {
    /// The database is overloaded or unavailable.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The database rejected the statement, or a value cannot be read.
    #[error("{0}")]
    Failed(String),
}

impl From<StoreError> for SharedError {
    fn from(error: StoreError) -> Self {
        if error.is_unavailable() { Self::Unavailable(error.to_string()) } else { Self::Failed(error.to_string()) }
    }
}

/// Primary result codes of SQLite that say nothing about the statement: busy, locked, out of memory, input/output
/// error, disk full, cannot open.
const SQLITE_UNAVAILABLE: [u32; 6] = [5, 6, 7, 10, 13, 14];

/// Classes (two characters) and codes of SQLSTATE that say nothing about the statement: connection, rollback by the
/// server (deadlock), resources, read-only server, operator intervention and time limits, system error.
const POSTGRES_UNAVAILABLE: [&str; 8] = ["08", "25P03", "25006", "40", "53", "55P03", "57", "58"];

impl StoreError {
    /// Whether the database could not process any statement now, so that the same one may succeed later.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.code().is_some_and(|code| is_unavailable(&code)),
            Self::Database(
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::InvalidSavePointStatement,
            ) => true,
            _ => false,
        }
    }
}

/// Whether a code of SQLite (a number, with the primary code in the low byte) or of PostgreSQL (five characters) is one
/// of an unavailable database.
fn is_unavailable(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => SQLITE_UNAVAILABLE.contains(&(number & 0xff)),
        _ => POSTGRES_UNAVAILABLE.iter().any(|prefix| code.starts_with(prefix)),
    }
}

/// Mismatch between the database's schema and the program's migrations. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// The database has a migration that this program does not have: a newer program wrote it.
    #[error("the database has the unknown migration {0} of a newer program")]
    Newer(i64),
    /// An applied migration differs from the program's migration of that number.
    #[error("migration {0} in the database differs from this program's: its checksum differs")]
    Changed(i64),
    /// A migration is missing although a later one was applied; no version of the program does that.
    #[error("the database lacks migration {0}, although it has a later one")]
    Gap(i64),
    /// Migrations are missing, from this one on; `imk migrate` applies them.
    #[error("the database lacks migration {0}: run `imk migrate`, or start with --migrate")]
    Older(i64),
}

#[cfg(test)]
mod tests {
    use super::is_unavailable;

    #[test]
    fn codes_of_an_unavailable_database_are_known() {
        for code in ["5", "517", "13", "10", "778", "53100", "40P01", "55P03", "57014", "25P03", "25006", "08006"] {
            assert!(is_unavailable(code), "{code}");
        }
    }

    #[test]
    fn codes_of_a_rejected_statement_are_not_among_them() {
        for code in ["1", "19", "2067", "787", "23505", "23503", "22021", "42P01", "25001"] {
            assert!(!is_unavailable(code), "{code}");
        }
    }
}
