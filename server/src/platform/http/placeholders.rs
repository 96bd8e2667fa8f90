//! Placeholders of prerendered pages, and parts of them that this server leaves out.

use std::sync::Arc;

use crate::platform::http::markers::without;

/// What a server fills into prerendered pages, prepared once at its start.
#[derive(Clone, Debug)]
pub(super) struct Placeholders {
    /// Names of the parts that pages are served without.
    missing: Arc<[String]>,
    /// Placeholders with their values, which must be valid in text and attributes of HTML.
    values: Arc<[(String, String)]>,
}

impl Placeholders {
    /// Prepares the parts to leave out, by name, and the values by the names of their placeholders: `{imk:NAME}`.
    pub(super) fn new(
        missing: impl IntoIterator<Item = String>,
        values: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let values = values.into_iter().map(|(name, value)| (format!("{{imk:{name}}}"), value));
        Self { missing: missing.into_iter().collect(), values: values.collect() }
    }

    /// Removes the parts to leave out, and replaces every placeholder.
    pub(super) fn fill_in(&self, html: &str) -> String {
        let html = self.missing.iter().fold(html.to_owned(), |html, part| without(&html, part));
        self.values.iter().fold(html, |html, (placeholder, value)| html.replace(placeholder, value))
    }
}
