//! The prerendered text of one page.

use maud::{Markup, html};
use rules::catalogue::TextKey;
use rules::language::Language;

use crate::routes::Route;

/// Both languages; the first is visible, the other on request.
pub(super) const BOTH: [Language; 2] = [Language::Lv, Language::En];

/// A prerendered page.
pub(super) struct Text {
    /// File name, without key and extension.
    pub(super) name: String,
    /// Hash of the source; `None` if the page depends on the build only.
    pub(super) key: Option<TextKey>,
    /// Path of the page; `None` if it fits every page.
    pub(super) route: Option<Route>,
    /// Title without the site's name, and description for search engines. In Latvian: a document has one language.
    pub(super) title: Option<String>,
    pub(super) description: String,
    /// Other elements of the document's head.
    pub(super) head: Markup,
    /// Content between header and footer.
    pub(super) main: [Markup; 2],
}

impl Text {
    /// A page named by its path.
    pub(super) fn of(route: Route, key: TextKey, title: String, description: String, main: [Markup; 2]) -> Self {
        let name = route.path().trim_start_matches('/').to_owned();
        Self { name, key: Some(key), route: Some(route), title: Some(title), description, head: html! {}, main }
    }
}
