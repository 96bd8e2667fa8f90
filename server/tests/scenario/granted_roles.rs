//! Scenario part: operators grant roles, auditors read the audit log.

use api::Role;
use chrono::TimeDelta;
use server::people::store::RoleGrant;
use server::platform::random;

use crate::Scenario;

impl Scenario {
    /// Grants and revokes roles, and reads the entries about them by page.
    pub(crate) async fn grants_roles_and_reads_the_audit_log(&self, person: &str) {
        let grant = |role, expires_at| RoleGrant {
            id: random::id().unwrap(),
            person: person.into(),
            role,
            given_by: "operator".into(),
            given_at: self.now,
            expires_at,
        };
        let store_grant = async |grant: &RoleGrant| self.store.grant_role(grant, &random::id().unwrap()).await.unwrap();
        let held = async |at| self.store.role_grants(Some(person), at).await.unwrap();
        let until = self.now + TimeDelta::days(1);
        let auditor = grant(Role::Auditor, Some(until));
        let [first, second] =
            ["one", "two"].map(|provider| grant(Role::ProviderMember { provider: provider.into() }, None));
        store_grant(&auditor).await;
        assert_eq!(held(self.now).await, std::slice::from_ref(&auditor));
        assert_eq!(held(until).await, [], "expired");
        store_grant(&first).await;
        store_grant(&second).await;
        let now = held(self.now).await;
        assert!(now.contains(&second) && !now.contains(&first), "a member of one provider at a time");
        let revoke =
            async |id: &str| self.store.revoke_role(id, "operator", &random::id().unwrap(), self.now).await.unwrap();
        assert!(revoke(&second.id).await && !revoke(&second.id).await && !revoke("no such grant").await);
        assert!(revoke(&auditor.id).await);
        assert_eq!(held(self.now).await, []);

        let page = async |before: Option<&str>, length| self.store.audit_page(before, length).await.unwrap();
        let all = page(None, 1000).await.unwrap();
        let id = &auditor.id;
        let entries = all.iter().filter(|entry| entry.subject.starts_with(id.as_str()));
        let entries: Vec<_> = entries.map(|entry| (entry.action.as_str(), entry.subject.clone())).collect();
        let granted = format!("{id} auditor until 2025-06-11T06:14:00+00:00 by operator");
        assert!(entries.contains(&("role_granted", granted)) && entries.len() == 2, "{entries:?}");
        assert!(entries.contains(&("role_revoked", format!("{id} by operator"))), "{entries:?}");
        let mut read: Vec<_> = page(None, 2).await.unwrap();
        let more = page(Some(&read[1].id), 998).await.unwrap();
        read.extend(more);
        assert_eq!(read, all, "two pages contain every entry once");
        assert_eq!(page(Some("no such entry"), 2).await, None);
    }
}
