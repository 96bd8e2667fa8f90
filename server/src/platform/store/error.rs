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
