//! What the story of the store is made of, and its parts in files of their own.

use rules::facts::{Answer, Facts};
use rules::language::Localised;
use rules::programme::Programme;
use server::people::store::EncryptedCode;
use server::platform::random;

mod granted;
mod kept;
mod roles;

/// An identity provider of the story.
pub(crate) const ISSUER: &str = "https://id.example.lv";

/// A personal code that nobody has had.
pub(crate) fn kept_code() -> EncryptedCode {
    EncryptedCode { lookup: random::secret().unwrap(), encrypted: "sealed code".into() }
}

/// What is known of everybody in the story.
pub(crate) fn facts() -> Facts {
    Facts {
        birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 14),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        ..Facts::default()
    }
}

/// A programme with one study group.
pub(crate) fn programme(group: &str, places: u16) -> Programme {
    let text = || Localised { lv: "Stāsts".into(), en: "Story".into() };
    serde_json::from_value(serde_json::json!({
        "id": "p-story", "provider": "story", "title": text(), "summary": text(), "outcomes": [text()],
        "prior_knowledge": text(), "kind": "study_course", "hours": 60, "level": { "from": 4, "to": 4 },
        "mode": "remote", "language": "lv", "price_cents": 48_000,
        "groups": [{ "id": group, "starts_on": "2025-09-01", "ends_on": "2025-12-12", "seats": places }],
    }))
    .unwrap()
}
