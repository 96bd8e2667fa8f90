//! Role grants. A grant records who gave it, when, and until when; it is never deleted, and the audit log contains
//! the same data, so that a changed grant is detected.

use api::Role;
use chrono::{DateTime, Utc};
use sqlx::any::AnyRow;

use crate::audit::store as audit;
use crate::platform::store::row::{instant, optional_instant, optional_text, text};
use crate::platform::store::{Result, Store, StoreError};

/// Grant of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGrant {
    /// Id.
    pub id: String,
    /// Internal id of the person.
    pub person: String,
    /// Action.
    pub role: Role,
    /// Operator who granted it.
    pub given_by: String,
    /// Instant.
    pub given_at: DateTime<Utc>,
    /// Expiry; `None` means unlimited.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Grants a role. It replaces an earlier grant of the same role to the same person.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn grant_role(&self, grant: &RoleGrant, audit_id: &str) -> Result<()> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "UPDATE role_grant SET revoked_by = $3, revoked_at = $4 \
             WHERE person_id = $1 AND role = $2 AND revoked_at IS NULL",
        )
        .bind(&grant.person)
        .bind(grant.role.name())
        .bind(&grant.given_by)
        .bind(grant.given_at.timestamp_millis())
        .execute(&mut *transaction)
        .await?;
        let provider = match &grant.role {
            Role::ProviderMember { provider } => Some(provider.as_str()),
            Role::AgencyStaff | Role::Auditor => None,
        };
        sqlx::query(
            "INSERT INTO role_grant (id, person_id, role, provider_id, given_by, given_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&grant.id)
        .bind(&grant.person)
        .bind(grant.role.name())
        .bind(provider)
        .bind(&grant.given_by)
        .bind(grant.given_at.timestamp_millis())
        .bind(grant.expires_at.map(|at| at.timestamp_millis()))
        .execute(&mut *transaction)
        .await?;
        let said = in_words(grant);
        audit::append(&mut transaction, audit_id, grant.given_at, &grant.person, "role_granted", &said).await?;
        Ok(transaction.commit().await?)
    }

    /// Revokes a grant; false if it was not in force.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn revoke_role(&self, id: &str, by: &str, audit_id: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let revoked = sqlx::query(
            "UPDATE role_grant SET revoked_by = $2, revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL \
             RETURNING person_id",
        )
        .bind(id)
        .bind(by)
        .bind(now.timestamp_millis())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = revoked else { return Ok(false) };
        let said = format!("{id} by {by}");
        audit::append(&mut transaction, audit_id, now, &text(&row, "person_id")?, "role_revoked", &said).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists the grants in force at an instant, of one person or of all.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn role_grants(&self, person: Option<&str>, now: DateTime<Utc>) -> Result<Vec<RoleGrant>> {
        let rows = sqlx::query(
            "SELECT id, person_id, role, provider_id, given_by, given_at, expires_at FROM role_grant \
             WHERE person_id = COALESCE($1, person_id) AND revoked_at IS NULL \
             AND (expires_at IS NULL OR expires_at > $2) ORDER BY given_at, id",
        )
        .bind(person)
        .bind(now.timestamp_millis())
        .fetch_all(&self.read)
        .await?;
        rows.iter().map(grant).collect()
    }
}

/// Text of a grant for the audit log: `ID auditor until 2025-12-31T22:00:00+00:00 by NAME`.
fn in_words(grant: &RoleGrant) -> String {
    let provider = match &grant.role {
        Role::ProviderMember { provider } => format!(" of {provider}"),
        Role::AgencyStaff | Role::Auditor => String::new(),
    };
    let until = grant.expires_at.map(|at| format!(" until {}", at.to_rfc3339())).unwrap_or_default();
    format!("{} {}{provider}{until} by {}", grant.id, grant.role.name(), grant.given_by)
}

fn grant(row: &AnyRow) -> Result<RoleGrant> {
    Ok(RoleGrant {
        id: text(row, "id")?,
        person: text(row, "person_id")?,
        role: role(&text(row, "role")?, optional_text(row, "provider_id")?)?,
        given_by: text(row, "given_by")?,
        given_at: instant(row, "given_at")?,
        expires_at: optional_instant(row, "expires_at")?,
    })
}

fn role(name: &str, provider: Option<String>) -> Result<Role> {
    match (name, provider) {
        ("provider_member", Some(provider)) => Ok(Role::ProviderMember { provider }),
        ("agency_staff", None) => Ok(Role::AgencyStaff),
        ("auditor", None) => Ok(Role::Auditor),
        _ => Err(StoreError::Corrupt("role")),
    }
}
