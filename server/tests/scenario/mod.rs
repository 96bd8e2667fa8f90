//! Fixtures of the store scenario, and its parts.

use rules::facts::{Answer, Facts};
use rules::language::Localised;
use rules::programme::Programme;
use server::people::store::EncryptedCode;
use server::platform::random;

mod database_roles;
mod drafts_and_audit;
mod granted_roles;
mod people;

/// Issuer of the scenario's identity provider.
pub(crate) const ISSUER: &str = "https://id.example.lv";

/// Generates an unused personal code.
pub(crate) fn new_code() -> EncryptedCode {
    EncryptedCode { lookup: random::secret().unwrap(), encrypted: "sealed code".into() }
}

/// Facts of every person in the scenario.
pub(crate) fn facts() -> Facts {
    Facts {
        birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 14),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        ..Facts::default()
    }
}

/// Programme with one study group.
pub(crate) fn programme(group: &str, places: u16) -> Programme {
    let text = || Localised { lv: "Scenārijs".into(), en: "Scenario".into() };
    serde_json::from_value(serde_json::json!({
        "id": "p-scenario", "provider": "scenario", "title": text(), "summary": text(), "outcomes": [text()],
        "prior_knowledge": text(), "kind": "study_course", "hours": 60, "level": { "from": 4, "to": 4 },
        "mode": "remote", "language": "lv", "price_cents": 48_000,
        "groups": [{ "id": group, "starts_on": "2025-09-01", "ends_on": "2025-12-12", "seats": places }],
    }))
    .unwrap()
}
