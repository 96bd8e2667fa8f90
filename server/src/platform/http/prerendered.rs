//! The served text: what the build wrote of pages in words, put into the page that is served for their address. Nothing is
//! written here; a text is used only if its name says that it was written from the very call and catalogue that are served.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rules::call::Call;
use rules::catalogue::{Catalogue, TextKey};

use crate::state::AppState;

/// The folder of the texts below that of the pages, and the address at which a portal's server finds them.
const FOLDER: &str = "served";

/// The address below which each programme has its page.
const PROGRAMMES: &str = "programmas";

/// For the first page.
const LANDING: &str = "landing";

/// For every page without a text of its own.
const ANY: &str = "page";

/// The parts of a page that are put in from a text, by their marks.
const HEAD: &str = "head";
const TEXT: &str = "text";

/// A banner that stands in texts only where the data is made up.
const DEMONSTRATION: &str = "demo";

/// Which text belongs to which address.
#[derive(Clone, Debug)]
pub struct ServedTexts {
    folder: PathBuf,
    demonstration: bool,
    /// The key of texts about the call alone.
    call: String,
    /// The names of texts about programmes, without ending, by the page's name.
    programmes: Arc<HashMap<String, String>>,
}

/// A page's text.
struct Found {
    /// What belongs into the document's head.
    head: String,
    /// What belongs into the element of the pages.
    text: String,
}

impl ServedTexts {
    /// The texts below the folder of the pages that are about this call and catalogue.
    pub fn new(pages: &Path, state: &AppState) -> Self {
        Self {
            folder: pages.join(FOLDER),
            demonstration: state.demo.is_some(),
            call: TextKey::of_call(&state.call).to_string(),
            programmes: Arc::new(named(&state.call, &state.catalogue)),
        }
    }

    /// How many programmes have no text.
    pub fn missing(&self) -> usize {
        let programmes = self.programmes.iter().filter(|(page, _)| page.as_str() != PROGRAMMES);
        programmes.filter(|(_, name)| !self.folder.join(format!("{name}.html")).is_file()).count()
    }

    /// Whether there is such a page, as far as the catalogue can say. `path` is below the base path, here and below.
    pub fn has(&self, path: &str) -> bool {
        let page = path.trim_matches('/');
        !is_programme(page) || self.programmes.contains_key(page)
    }

    /// The page with the text of its address in it; as the build made it for the first page, and where there is no text.
    ///
    /// # Errors
    /// The file system's.
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

    /// The text of a page by its name, `landing` for the first one; for a portal's server, which puts it into its own page.
    ///
    /// # Errors
    /// The file system's.
    pub async fn fragment(&self, page: &str) -> io::Result<Option<String>> {
        let Some(name) = self.name(page) else { return Ok(None) };
        Ok(self.read(&name).await?.map(|found| found.text))
    }

    /// The text of a page, or the one for pages without; none in a build without texts.
    async fn find(&self, page: &str) -> io::Result<Option<Found>> {
        if let Some(name) = self.name(page).filter(|_| page != LANDING)
            && let Some(own) = self.read(&name).await?
        {
            return Ok(Some(own));
        }
        self.read(ANY).await
    }

    /// The name of a page's file, without ending.
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

fn is_programme(page: &str) -> bool {
    page.split_once('/').is_some_and(|(folder, id)| folder == PROGRAMMES && !id.contains('/'))
}

/// The names of the texts about one programme, and of that about all.
fn named(call: &Call, catalogue: &Catalogue) -> HashMap<String, String> {
    let one = catalogue
        .programmes
        .iter()
        .map(|programme| (format!("{PROGRAMMES}/{}", programme.id), catalogue.text_key(call, programme)));
    let all = std::iter::once((PROGRAMMES.to_owned(), catalogue.list_key(call)));
    // Nothing that was read from JSON lacks a canonical form; such a page would have no text.
    let named = one.chain(all).filter_map(|(page, key)| Some((page.clone(), format!("{page}.{}", key.ok()?))));
    named.collect()
}

/// A file's text; none where there is no such file.
async fn read(file: &Path) -> io::Result<Option<String>> {
    match tokio::fs::read_to_string(file).await {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What stands between the marks of a part, replaced; the same where there are none.
fn replaced(html: &str, part: &str, with: &str) -> String {
    match between(html, part) {
        Some((start, end)) => format!("{}{with}{}", &html[..start], &html[end..]),
        None => html.to_owned(),
    }
}

/// Without every such part, marks included.
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

/// Where the content of the first such part begins and ends.
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
    fn parts_are_replaced_and_the_rest_stays() {
        let page = replaced(&replaced(PAGE, HEAD, "<title>c</title>"), TEXT, "d");
        assert_eq!(page, PAGE.replace(">a<", ">c<").replace(">b<", ">d<"));
        assert_eq!(replaced("<p>no marks</p>", TEXT, "d"), "<p>no marks</p>");
        assert_eq!(replaced("<!--imk:text-->never ends", TEXT, "d"), "<!--imk:text-->never ends");
    }

    #[test]
    fn banner_of_made_up_data_is_taken_out_wherever_it_stands() {
        let text = "a<!--imk:demo-->x<!--/imk:demo-->b<!--imk:demo-->y<!--/imk:demo-->c";
        assert_eq!(without(text, DEMONSTRATION), "abc");
        assert_eq!(without("abc", DEMONSTRATION), "abc");
    }

    #[test]
    fn only_a_segment_below_the_catalogue_is_a_programme() {
        for (page, expected) in
            [("programmas/p-1", true), ("programmas", false), ("programmas/p-1/x", false), ("konts/p-1", false)]
        {
            assert_eq!(is_programme(page), expected, "{page}");
        }
    }
}
