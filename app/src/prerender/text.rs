//! The prerendered text of one page.

use maud::{Markup, html};
use rules::catalogue::TextKey;
use rules::language::Language;

use crate::routes::Route;

/// Both languages; the first is shown, the other where somebody asks for it.
pub(super) const BOTH: [Language; 2] = [Language::Lv, Language::En];

/// A page in words.
pub(super) struct Text {
    /// Its name, without key and ending.
    pub(super) name: String,
    /// What it was written from; none where that is the build alone.
    pub(super) key: Option<TextKey>,
    /// The page it is for; none where it may stand for any.
    pub(super) route: Option<Route>,
    /// The window's title, without the site's name, and what search engines show below it. In Latvian: a document has one.
    pub(super) title: Option<String>,
    pub(super) description: String,
    /// What else belongs into the document's head.
    pub(super) head: Markup,
    /// What stands between head and foot of the page.
    pub(super) main: [Markup; 2],
}

impl Text {
    /// A page's text, named by its address.
    pub(super) fn of(route: Route, key: TextKey, title: String, description: String, main: [Markup; 2]) -> Self {
        let name = route.path().trim_start_matches('/').to_owned();
        Self { name, key: Some(key), route: Some(route), title: Some(title), description, head: html! {}, main }
    }
}
