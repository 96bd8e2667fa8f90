//! An application that nothing is wrong with, for tests to break field by field.

use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::language::Language;

use super::people::adult;

/// A draft for `g-1` of the programme in [`super::offers`], sent to the June call.
pub(crate) fn draft() -> ApplicationDraft {
    ApplicationDraft {
        call: "2025-06".into(),
        programme: "data-analysis".into(),
        group: "g-1".into(),
        language: Language::Lv,
        facts: adult(),
        contact: Contact { email: "anna.ozola@epasts.lv".into(), phone: "26123456".into() },
        declaration: true,
    }
}
