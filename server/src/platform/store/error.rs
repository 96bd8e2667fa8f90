//! Errors of the database.

use crate::platform::encryption::{NotOpened, NotSealed};

/// The database could not be reached, refused a statement, or holds a value that nobody wrote.
#[derive(Debug)]
pub enum StoreError {
    /// The driver's error.
    Database(sqlx::Error),
    /// The migrations could not be run.
    Migration(sqlx::migrate::MigrateError),
    /// A column holds something else than this program writes there.
    Corrupt(&'static str),
    /// The address of the database is not one of SQLite or PostgreSQL.
    UnknownDatabase,
    /// What goes to the database and comes from it could be read or changed on its way.
    InTheOpen {
        /// The machine that the address names.
        host: String,
    },
    /// The database has not the schema of this program.
    Schema(SchemaProblem),
    /// A sealed text in the database could not be opened.
    Vault(NotOpened),
    /// A text could not be sealed.
    NotSealed(NotSealed),
    /// The database holds something already, so nothing can be restored into it.
    NotEmpty(&'static str),
    /// What is to be restored is not what a dump of this program holds.
    NotADump(String),
    /// What takes a dump could not.
    Sink(std::io::Error),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(cause) => write!(f, "database: {cause}"),
            Self::Migration(cause) => write!(f, "migration: {cause}"),
            Self::Corrupt(column) => write!(f, "the column {column} holds an unknown value"),
            Self::UnknownDatabase => f.write_str("the database is neither sqlite: nor postgres:"),
            Self::InTheOpen { host } => write!(
                f,
                "{host} is another machine, so the way there needs TLS with a certificate that is checked: add \
                 sslmode=verify-full, and sslrootcert=FILE where the authority is your own"
            ),
            Self::Schema(problem) => problem.fmt(f),
            Self::Vault(cause) => cause.fmt(f),
            Self::NotSealed(cause) => cause.fmt(f),
            Self::NotEmpty(table) => write!(f, "the database is not empty: there is something in {table}"),
            Self::NotADump(what) => write!(f, "what is to be restored is no dump of this program: {what}"),
            Self::Sink(cause) => cause.fmt(f),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(cause: sqlx::Error) -> Self {
        Self::Database(cause)
    }
}

impl From<SchemaProblem> for StoreError {
    fn from(problem: SchemaProblem) -> Self {
        Self::Schema(problem)
    }
}

impl From<NotOpened> for StoreError {
    fn from(cause: NotOpened) -> Self {
        Self::Vault(cause)
    }
}

impl From<NotSealed> for StoreError {
    fn from(cause: NotSealed) -> Self {
        Self::NotSealed(cause)
    }
}

pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// Why a database does not fit the program; nothing in it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaProblem {
    /// It has a migration that this program does not know: a newer program wrote it.
    Newer(i64),
    /// A migration that it has run is another one than the program's of that number.
    Changed(i64),
    /// It lacks a migration, though it has a later one: no version of the program leaves it so.
    Gap(i64),
    /// It lacks migrations, from this one on; `imk migrate` runs them.
    Older(i64),
    /// An application in it was decided under a call pack that is not at hand; `imk migrate --call FILE` gives it.
    PackMissing(String),
}

impl std::fmt::Display for SchemaProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newer(version) => {
                write!(
                    f,
                    "the database has migration {version}, which this program does not know: it is of a newer one"
                )
            }
            Self::Changed(version) => {
                write!(f, "migration {version} in the database is not this program's: its checksum differs")
            }
            Self::Gap(version) => write!(f, "the database lacks migration {version}, though it has a later one"),
            Self::Older(version) => {
                write!(f, "the database lacks migration {version}: run `imk migrate`, or start with --migrate")
            }
            Self::PackMissing(hash) => {
                write!(f, "an application was decided under the call pack {hash}: give it with --call FILE")
            }
        }
    }
}
