//! `imk role`: grants, revokes and lists roles.

use api::Role;
use chrono::{DateTime, FixedOffset};
use clap::{Subcommand, ValueEnum};

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use super::person;
use crate::people::store::RoleGrant;
use crate::platform::clock::Clock;
use crate::platform::random;

/// Subcommands of `imk role`.
#[derive(Debug, Subcommand)]
pub(super) enum RoleCommand {
    /// Grant a role to a person, given by --person or by a personal code on standard input, who has signed in before.
    Grant {
        /// The role.
        #[arg(long)]
        role: RoleName,
        /// The provider of the member.
        #[arg(long, value_name = "ID")]
        provider: Option<String>,
        /// The internal id of the person.
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        /// Expiry [default: unlimited].
        #[arg(long, value_name = "INSTANT")]
        until: Option<DateTime<FixedOffset>>,
        /// The operator who grants it, for the audit log.
        #[arg(long, value_name = "NAME", value_parser = super::input::non_empty)]
        by: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Revoke a grant.
    Revoke {
        /// The id of the grant, as printed by `imk role list`.
        id: String,
        /// The operator who revokes it, for the audit log.
        #[arg(long, value_name = "NAME", value_parser = super::input::non_empty)]
        by: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// List the grants in force as JSON lines.
    List {
        /// Only the grants of this person, by internal id.
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

/// Name of a role.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RoleName {
    /// Employee of exactly one provider.
    ProviderMember,
    /// Employee of the agency.
    AgencyStaff,
    /// Reads the audit log and changes nothing.
    Auditor,
}

pub(super) fn run(command: RoleCommand) -> Result<(), Failure> {
    block_on(async {
        match command {
            RoleCommand::Grant { role, provider, person, until, by, database } => {
                grant(&database, role_of(role, provider)?, person, until, by).await
            }
            RoleCommand::Revoke { id, by, database } => revoke(&database, &id, &by).await,
            RoleCommand::List { person, database } => list(&database, person.as_deref()).await,
        }
    })
}

fn role_of(name: RoleName, provider: Option<String>) -> Result<Role, Failure> {
    match (name, provider) {
        (RoleName::ProviderMember, Some(provider)) if !provider.trim().is_empty() => {
            Ok(Role::ProviderMember { provider })
        }
        (RoleName::ProviderMember, _) => Err(Failure::bad("--role provider-member needs --provider ID")),
        (RoleName::AgencyStaff, None) => Ok(Role::AgencyStaff),
        (RoleName::Auditor, None) => Ok(Role::Auditor),
        (_, Some(_)) => Err(Failure::bad("--provider is only for --role provider-member")),
    }
}

async fn grant(
    database: &DatabaseArgs,
    role: Role,
    person: Option<String>,
    until: Option<DateTime<FixedOffset>>,
    by: String,
) -> Result<(), Failure> {
    let data = database.data()?;
    let store = database.store(&data).await?;
    let person = person::named(person, &store, &data).await?;
    let now = Clock::system().now();
    let expires_at = until.map(|until| until.to_utc());
    if expires_at.is_some_and(|at| at <= now) {
        return Err(Failure::bad("--until is in the past"));
    }
    let id = random::id().map_err(Failure::bad)?;
    let grant = RoleGrant { id, person, role, given_by: by, given_at: now, expires_at };
    store.grant_role(&grant, &random::id().map_err(Failure::bad)?).await.map_err(Failure::bad)?;
    println!("{}", line(&grant));
    store.close().await;
    Ok(())
}

async fn revoke(database: &DatabaseArgs, id: &str, by: &str) -> Result<(), Failure> {
    let store = database.store(&database.data()?).await?;
    let audit_id = random::id().map_err(Failure::bad)?;
    let revoked = store.revoke_role(id, by, &audit_id, Clock::system().now()).await.map_err(Failure::bad)?;
    store.close().await;
    if revoked { Ok(()) } else { Err(Failure::Negative(format!("{id}: no grant in force"))) }
}

async fn list(database: &DatabaseArgs, person: Option<&str>) -> Result<(), Failure> {
    let store = database.store(&database.data()?).await?;
    for grant in store.role_grants(person, Clock::system().now()).await.map_err(Failure::bad)? {
        println!("{}", line(&grant));
    }
    store.close().await;
    Ok(())
}

fn line(grant: &RoleGrant) -> serde_json::Value {
    serde_json::json!({
        "id": grant.id,
        "person": grant.person,
        "role": grant.role,
        "given_by": grant.given_by,
        "given_at": grant.given_at,
        "until": grant.expires_at,
    })
}
