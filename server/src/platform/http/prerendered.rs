//! Prerendered texts: inserts the text that the build wrote for a page into `index.html`. A text is used only if its
//! name contains the key of the current call and catalogue.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::OfferSummary;
use api::page_paths::{self, PROGRAMMES, is_page};
use rules::call::Call;
use rules::catalogue::{Catalogue, TextKey};

use crate::platform::http::markers::{replaced, without};
use crate::platform::http::placeholders::Placeholders;
use crate::platform::http::{contact_placeholders, topic_placeholders};
use crate::state::AppState;

/// Folder of the texts below the pages folder, and its URL path for a portal's server.
const FOLDER: &str = "served";

/// Name of the first page's text.
pub(super) const LANDING: &str = "landing";

/// Name of the text for pages without a specific one.
const ANY: &str = "page";

/// Marker names of the page parts that a text replaces.
const HEAD: &str = "head";
const TEXT: &str = "text";

/// Marker name of the link to the style sheet that the first page does not need.
const PAGES_SHEET: &str = "pages";

/// Marker names of content for invented data, and of content for real data.
const DEMONSTRATION: &str = "demo";
const REAL: &str = "real";

/// Prerendered texts by path.
#[derive(Clone, Debug)]
pub struct ServedTexts {
    folder: PathBuf,
    demonstration: bool,
    contact: Placeholders,
    topics: Placeholders,
    /// Key of texts that depend on the call only.
    call: String,
    /// File names without extension of texts that depend on the catalogue, by page name.
    programmes: Arc<HashMap<String, String>>,
}

/// Prerendered text of a page.
struct Found {
    /// Content of the document's head.
    head: String,
    /// Content of the `<imk-app>` element.
    text: String,
}

impl ServedTexts {
    /// Finds the texts for the current call and catalogue below the pages folder.
    pub fn new(pages: &Path, state: &AppState) -> Self {
        Self {
            folder: pages.join(FOLDER),
            demonstration: state.demo.is_some(),
            contact: contact_placeholders::of(&state.contact),
            topics: topic_placeholders::of(&OfferSummary::of(&state.call, &state.catalogue)),
            call: TextKey::of_call(&state.call).to_string(),
            programmes: Arc::new(named(&state.call, &state.catalogue)),
        }
    }

    /// Number of programmes without a text.
    pub fn missing(&self) -> usize {
        let programmes = self.programmes.iter().filter(|(page, _)| page.as_str() != PROGRAMMES);
        programmes.filter(|(_, name)| !self.folder.join(format!("{name}.html")).is_file()).count()
    }

    /// Whether the page exists, also according to the catalogue. In all methods `path` is relative to the base path.
    pub fn has(&self, path: &str) -> bool {
        let exists = |id: &str| self.programmes.contains_key(&format!("{PROGRAMMES}/{id}"));
        is_page(path) && page_paths::programme(path).is_none_or(exists)
    }

    /// Inserts the text of a path into the page, which contains the first page's text. The first page has no link to
    /// the style sheet of the other pages.
    ///
    /// # Errors
    /// File system errors.
    pub async fn put_into(&self, html: String, path: &str) -> io::Result<String> {
        let page = path.trim_matches('/');
        let is_first = page.is_empty() || page == "index.html";
        let found = if is_first { None } else { self.find(page).await? };
        let html = match found {
            Some(found) => replaced(&replaced(&html, HEAD, &found.head), TEXT, &found.text),
            None if is_first => without(&html, PAGES_SHEET),
            None => html,
        };
        Ok(self.configured(&html))
    }

    /// Adapts a text to this server: invented or real data, the contact data, and the numbers of its catalogue.
    fn configured(&self, text: &str) -> String {
        without(
            &self.topics.fill_in(&self.contact.fill_in(text)),
            if self.demonstration { REAL } else { DEMONSTRATION },
        )
    }

    /// Returns the text of a page by its name (`landing` for the first page), for a portal's server.
    ///
    /// # Errors
    /// File system errors.
    pub async fn fragment(&self, page: &str) -> io::Result<Option<String>> {
        let Some(name) = self.name(page) else { return Ok(None) };
        Ok(self.read(&name).await?.map(|found| self.configured(&found.text)))
    }

    /// Finds the text of a page, or the generic one; `None` in a build without texts.
    async fn find(&self, page: &str) -> io::Result<Option<Found>> {
        if let Some(name) = self.name(page).filter(|_| page != LANDING)
            && let Some(own) = self.read(&name).await?
        {
            return Ok(Some(own));
        }
        self.read(ANY).await
    }

    /// File name of a page's text, without extension.
    fn name(&self, page: &str) -> Option<String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        match self.programmes.get(page) {
            Some(name) => Some(name.clone()),
            None if page == LANDING || page == ANY => Some(page.to_owned()),
            None if !page.is_empty() && page.chars().all(plain) => Some(format!("{page}.{}", self.call)),
            None => None,
        }
    }

    async fn read(&self, name: &str) -> io::Result<Option<Found>> {
        let head = read(&self.folder.join(format!("{name}.head.html"))).await?;
        let text = read(&self.folder.join(format!("{name}.html"))).await?;
        Ok(head.zip(text).map(|(head, text)| Found { head, text }))
    }
}

/// Names of the texts of each programme and of the programme list.
fn named(call: &Call, catalogue: &Catalogue) -> HashMap<String, String> {
    let one = catalogue
        .programmes
        .iter()
        .map(|programme| (format!("{PROGRAMMES}/{}", programme.id), catalogue.text_key(call, programme)));
    let all = std::iter::once((PROGRAMMES.to_owned(), catalogue.list_key(call)));
    // A value read from JSON always has a canonical form; otherwise the page would have no text.
    let named = one.chain(all).filter_map(|(page, key)| Some((page.clone(), format!("{page}.{}", key.ok()?))));
    named.collect()
}

/// Reads a file; `None` if it does not exist.
async fn read(file: &Path) -> io::Result<Option<String>> {
    match tokio::fs::read_to_string(file).await {
        Ok(text) => Ok(Some(text)),
        Err(error) if is_absent(error.kind()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether no file has this name; a name can also be too long for one.
const fn is_absent(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename)
}
