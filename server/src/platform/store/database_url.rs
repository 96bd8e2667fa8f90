//! URL of a database: its kind, and the rule that a connection to another machine needs verified TLS.

use std::net::IpAddr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::error::{Result, StoreError};

/// Kind of database, for the few differences in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// Statement that starts a writing transaction. A plain `BEGIN` in SQLite starts a reading transaction, whose
    /// first write fails if another writer is active.
    pub(super) const fn begin_writing(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// Statement that starts a reading transaction on a consistent snapshot.
    pub(super) const fn begin_snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        }
    }
}

/// Checks a database URL: `sqlite:…`, or `postgres://…` on this machine, over a Unix socket, or with
/// `sslmode=verify-full` (OWASP ASVS 5.0, 12.3.1). Does not connect.
///
/// # Errors
/// [`StoreError::UnknownDatabase`] for another kind, [`StoreError::Database`] for an invalid URL,
/// [`StoreError::InsecureConnection`] without verified TLS.
pub fn check_address(url: &str) -> Result<()> {
    Kind::of(url).map(|_| ())
}

impl Kind {
    /// Kind of the database of a permitted URL; see [`check_address`].
    pub(super) fn of(url: &str) -> Result<Self> {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => check_way(&url.parse()?).map(|()| Self::Postgres),
            _ => Err(StoreError::UnknownDatabase),
        }
    }
}

/// Checks the options as the driver parses them, so that environment variables (`PGHOST`, `PGSSLMODE`) count too.
fn check_way(options: &PgConnectOptions) -> Result<()> {
    let host = options.get_host();
    let by_socket = options.get_socket().is_some() || host.starts_with('/');
    if by_socket || is_this_machine(host) || matches!(options.get_ssl_mode(), PgSslMode::VerifyFull) {
        Ok(())
    } else {
        Err(StoreError::InsecureConnection { host: host.to_owned() })
    }
}

/// A name that only resolves to loopback does not count, because DNS can change.
fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_database_needs_no_tls() {
        for url in [
            "sqlite:imk.sqlite",
            "postgres://imk@127.0.0.1/imk",
            "postgres://imk@127.9.9.9:6543/imk",
            "postgresql://imk@[::1]:5432/imk",
            "postgres://imk:secret@localhost/imk?sslmode=disable",
            "postgres://imk@%2Frun%2Fpostgresql/imk",
            "postgres:///imk?host=/run/postgresql",
        ] {
            assert!(check_address(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn remote_database_needs_verified_tls() {
        for host in ["db.internal", "10.0.0.7", "128.0.0.1", "[::2]", "localhost.example.lv", "127.0.0.1.example.lv"] {
            let with = |query: &str| check_address(&format!("postgres://imk:tops3cret@{host}/imk{query}"));
            for weaker in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca"] {
                let refused = with(weaker).unwrap_err();
                assert!(
                    matches!(&refused, StoreError::InsecureConnection { host: named } if named == host),
                    "{host} {weaker}"
                );
                let said = refused.to_string();
                assert!(said.contains("sslmode=verify-full") && !said.contains("tops3cret"), "{said}");
            }
            assert!(with("?sslmode=verify-full").is_ok(), "{host}");
            assert!(with("?sslmode=verify-full&sslrootcert=/etc/imk/ca.pem").is_ok(), "{host}");
        }
    }

    #[test]
    fn host_in_the_query_overrides_as_in_the_driver() {
        let elsewhere = "postgres://localhost/imk?host=db.internal";
        assert!(matches!(check_address(elsewhere), Err(StoreError::InsecureConnection { .. })));
        assert!(check_address("postgres://db.internal/imk?host=127.0.0.1").is_ok());
    }

    #[test]
    fn unknown_scheme_and_invalid_url_are_rejected() {
        for url in ["mysql://localhost/imk", "postgresqlx://localhost/imk", "imk.sqlite", ""] {
            assert!(matches!(check_address(url), Err(StoreError::UnknownDatabase)), "{url}");
        }
        for url in ["postgres://localhost:port/imk", "postgres://localhost/imk?sslmode=perhaps"] {
            assert!(matches!(check_address(url), Err(StoreError::Database(_))), "{url}");
        }
    }
}
