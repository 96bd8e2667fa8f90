//! Hand-off of the form through the sign-in redirect. The server stores the text for at most 15 minutes and does not
//! read it.

use api::is_idempotency_key;
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::language::Language;
use serde::{Deserialize, Serialize};

use super::model::Screen;

/// Version of the text.
const VERSION: u8 = 3;

/// The whole form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    version: u8,
    /// The idempotency key of the draft.
    pub key: String,
    /// Whether the person said that the device is their own.
    pub own_device: bool,
    /// Whether the person accepts the account's terms of use.
    pub terms: bool,
    /// Whether the person declares that the information is true.
    pub declaration: bool,
    /// The values of the form. Without a programme there is no draft.
    pub draft: ApplicationDraft,
    /// The draft that the device stored when the page was left. It is the base of the merge: another tab may have
    /// changed the device's copy before the person returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved: Option<SavedForm>,
    /// The values of a form of the account, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountFormValues>,
}

/// What the device stored of the form when the page was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedForm {
    /// The draft.
    pub draft: ApplicationDraft,
    /// Whether the person had said that the device is their own.
    pub own_device: bool,
}

/// Values of a form of the account that are not saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountFormValues {
    /// The person who typed: name and masked personal code.
    pub person: String,
    /// The contact data as typed.
    pub contact: Contact,
    /// The language for messages, if one was chosen.
    pub language: Option<Language>,
    /// Day, month and year of the birth date as typed.
    pub birth_date: [String; 3],
    /// Whether the person accepts the account's terms of use.
    pub terms: bool,
    /// Whether the values replace those of an open account.
    pub editing: bool,
}

impl HandedOver {
    /// The form of this page.
    pub fn new(screen: Screen, key: String, saved: Option<SavedForm>) -> Self {
        let Screen { draft, own_device, terms, declaration, .. } = screen;
        Self { version: VERSION, key, own_device, terms, declaration, draft, saved, account: None }
    }

    /// Adds the values of a form of the account.
    #[must_use]
    pub fn with_account(self, account: Option<AccountFormValues>) -> Self {
        Self { account, ..self }
    }

    /// Parses the text that the server returned; nothing if it has another version.
    pub fn read(text: &str) -> Option<Self> {
        let handed: Self = serde_json::from_str(text).ok()?;
        (handed.version == VERSION && is_idempotency_key(&handed.key)).then_some(handed)
    }
}

#[cfg(test)]
mod tests {
    use rules::contact::Contact;

    use super::super::model::blank;
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    fn draft(programme: &str, group: &str, email: &str, phone: &str) -> ApplicationDraft {
        let contact = Contact { email: email.into(), phone: phone.into() };
        ApplicationDraft { programme: programme.into(), group: group.into(), contact, ..blank("2025-06", Language::Lv) }
    }

    fn handed() -> HandedOver {
        let screen = Screen {
            draft: draft("datu-analize", "da-1", "anna@epasts.lv", "26123456"),
            own_device: true,
            ..Screen::blank("2025-06", Language::Lv)
        };
        HandedOver::new(screen, KEY.into(), None)
    }

    #[test]
    fn text_of_another_version_is_not_read() {
        let text = serde_json::to_string(&handed()).unwrap();
        assert_eq!(HandedOver::read(&text), Some(handed()));
        assert_eq!(HandedOver::read(&text.replace(&format!("\"version\":{VERSION}"), "\"version\":9")), None);
        assert_eq!(HandedOver::read("not a form"), None);
    }

    #[test]
    fn values_of_the_account_form_are_handed_over_too() {
        let birth_date = ["14".into(), String::new(), String::new()];
        let values = AccountFormValues { birth_date, ..AccountFormValues::default() };
        for handed in [handed().with_account(Some(values)), handed()] {
            assert_eq!(HandedOver::read(&serde_json::to_string(&handed).unwrap()), Some(handed));
        }
    }
}
