//! Prerendered texts: inserts the text that the build wrote for a page into `index.html`. A text is used only if its
//! name contains the key of the current call and catalogue.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::page_paths::{self, PROGRAMMES, is_page};
use rules::call::Call;
use rules::catalogue::{Catalogue, TextKey};

use crate::state::AppState;

/// Folder of the texts below the pages folder, and its URL path for a portal's server.
const FOLDER: &str = "served";

/// Name of the first page's text.
const LANDING: &str = "landing";

/// Name of the text for pages without a specific one.
const ANY: &str = "page";

/// Marker names of the page parts that a text replaces.
const HEAD: &str = "head";
const TEXT: &str = "text";

/// Marker name of the banner for invented data.
const DEMONSTRATION: &str = "demo";

/// Prerendered texts by path.
#[derive(Clone, Debug)]
pub struct ServedTexts {
    folder: PathBuf,
    demonstration: bool,
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

    /// Inserts the text of a path into the page; returns the page unchanged for the first page and without a text.
    ///
    /// # Errors
    /// File system errors.
    pub async fn put_into(&self, html: String, path: &str) -> io::Result<String> {
        let html = if self.demonstration { html } else { without(&html, DEMONSTRATION) };
        let page = path.trim_matches('/');
        if page.is_empty() || page == "index.html" {
            return Ok(html);
        }
        Ok(match self.find(page).await? {
            Some(found) => replaced(&replaced(&html, HEAD, &found.head), TEXT, &found.text),
            None => html,
        })
    }

    /// Returns the text of a page by its name (`landing` for the first page), for a portal's server.
    ///
    /// # Errors
    /// File system errors.
    pub async fn fragment(&self, page: &str) -> io::Result<Option<String>> {
        let Some(name) = self.name(page) else { return Ok(None) };
        Ok(self.read(&name).await?.map(|found| found.text))
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
        Ok(head.zip(text).map(|(head, text)| {
            let text = if self.demonstration { text } else { without(&text, DEMONSTRATION) };
            Found { head, text }
        }))
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
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Replaces the content between the markers of a part; unchanged without markers.
fn replaced(html: &str, part: &str, with: &str) -> String {
    match between(html, part) {
        Some((start, end)) => format!("{}{with}{}", &html[..start], &html[end..]),
        None => html.to_owned(),
    }
}

/// Removes every occurrence of a part with its markers.
fn without(html: &str, part: &str) -> String {
    let (open, close) = marks(part);
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    while let Some((start, end)) = between(rest, part) {
        out.push_str(&rest[..start - open.len()]);
        rest = &rest[end + close.len()..];
    }
    out.push_str(rest);
    out
}

/// Range of the content of the first occurrence of a part.
fn between(html: &str, part: &str) -> Option<(usize, usize)> {
    let (open, close) = marks(part);
    let start = html.find(&open)? + open.len();
    Some((start, start + html[start..].find(&close)?))
}

fn marks(part: &str) -> (String, String) {
    (format!("<!--imk:{part}-->"), format!("<!--/imk:{part}-->"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<!--imk:head--><title>a</title><!--/imk:head--><imk-app><!--imk:text-->b<!--/imk:text--></imk-app>";

    #[test]
    fn only_marked_parts_are_replaced() {
        let page = replaced(&replaced(PAGE, HEAD, "<title>c</title>"), TEXT, "d");
        assert_eq!(page, PAGE.replace(">a<", ">c<").replace(">b<", ">d<"));
        assert_eq!(replaced("<p>no marks</p>", TEXT, "d"), "<p>no marks</p>");
        assert_eq!(replaced("<!--imk:text-->never ends", TEXT, "d"), "<!--imk:text-->never ends");
    }

    #[test]
    fn every_demo_banner_is_removed() {
        let text = "a<!--imk:demo-->x<!--/imk:demo-->b<!--imk:demo-->y<!--/imk:demo-->c";
        assert_eq!(without(text, DEMONSTRATION), "abc");
        assert_eq!(without("abc", DEMONSTRATION), "abc");
    }
}
