//! The text that a page shows before it has started, and where it never starts: without JavaScript, in an old browser, to a
//! machine that reads. The build writes it (`cargo xtask post-build`), from the same words, formats and rules as the pages, and
//! the server puts it into the page that it serves (docs/adr/0012-prerendering.md).
//!
//! Each text is laid out as its page is, so that nothing moves when the page takes its place. What only a running page
//! knows (free places, the day, who is signed in) is left to it.

use maud::{Markup, html};
use rules::call::Call;
use rules::canonical::CanonicalError;
use rules::catalogue::{Catalogue, TextKey};
use rules::language::Language;

use crate::i18n::{common, served};
use crate::routes::Route;

mod course;
mod frame;
mod landing;
mod pieces;
mod programme;
mod programmes;
mod reading;

/// Both languages; the first is shown, the other where somebody asks for it.
const BOTH: [Language; 2] = [Language::Lv, Language::En];

/// One file of served text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder of all: `landing.html`, `programmas/p-001.0123456789abcdef.head.html`.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// A page in words.
struct Text {
    /// Its name, without key and ending.
    name: String,
    /// What it was written from; none where that is the build alone.
    key: Option<TextKey>,
    /// The page it is for; none where it may stand for any.
    route: Option<Route>,
    /// The window's title, without the site's name, and what search engines show below it. In Latvian: a document has one.
    title: Option<String>,
    description: String,
    /// What else belongs into the document's head.
    head: Markup,
    /// What stands between head and foot of the page.
    main: [Markup; 2],
}

impl Text {
    /// A page's text, named by its address.
    fn of(route: Route, key: TextKey, title: String, description: String, main: [Markup; 2]) -> Self {
        let name = route.path().trim_start_matches('/').to_owned();
        Self { name, key: Some(key), route: Some(route), title: Some(title), description, head: html! {}, main }
    }

    fn files(self) -> [File; 2] {
        let name = self.key.iter().fold(self.name.clone(), |name, key| format!("{name}.{key}"));
        let site = common::texts(Language::Lv).site;
        let title = self.title.as_ref().map_or_else(|| site.to_owned(), |title| format!("{title} – {site}"));
        let head = html! {
            title { (title) }
            meta name="description" content=(self.description);
            (self.head)
        };
        let text = frame::framed(self.route.as_ref(), &self.main);
        [
            File { name: format!("{name}.html"), text: text.into_string() },
            File { name: format!("{name}.head.html"), text: head.into_string() },
        ]
    }
}

/// Every text of the pages about a call and its catalogue: the same input, the same files.
///
/// `landing` is for the first page, `page` for every page that has no text of its own.
///
/// # Errors
/// [`CanonicalError`], which no catalogue that was read is.
pub fn files(call: &Call, catalogue: &Catalogue) -> Result<Vec<File>, CanonicalError> {
    let mut texts = vec![landing::text(call), any_page(call)];
    texts.extend(reading::texts(call));
    texts.push(programmes::text(call, catalogue)?);
    for programme in &catalogue.programmes {
        texts.extend(programme::text(call, catalogue, programme)?);
    }
    Ok(texts.into_iter().flat_map(Text::files).collect())
}

/// What stands where a page has no text: that it needs JavaScript.
fn any_page(call: &Call) -> Text {
    let main = BOTH.map(|language| {
        let (heading, text) = served::texts(language).needs_script;
        html! { noscript { (pieces::page(true, heading, &html! {}, &html! { p { (text) } })) } }
    });
    let description = (served::texts(Language::Lv).description)(call.grant.get() / 100);
    Text { name: "page".to_owned(), key: None, route: None, title: None, description, head: html! {}, main }
}

#[cfg(test)]
mod tests {
    use rules::call::JUNE_2025;

    use super::*;

    const CATALOGUE: &str = r#"{
        "providers": [
            { "id": "skola", "name": "Skola \"A\" & B", "place": "Rīga", "email": "a@b.example", "phone": "+37167000000" }
        ],
        "programmes": [{
            "id": "p-1", "provider": "skola",
            "title": { "lv": "<b>Dati</b> & \"kods\"", "en": "</script><script>alert(1)</script>" },
            "summary": { "lv": "Par datiem.", "en": "On data." },
            "outcomes": [{ "lv": "Prot <i>", "en": "Knows <i>" }],
            "prior_knowledge": { "lv": "Nekas.", "en": "Nothing." },
            "kind": "study_course", "hours": 96, "level": { "from": 5, "to": 5 }, "mode": "in_person", "place": "Rīga",
            "language": "lv", "price_cents": 61000,
            "groups": [{ "id": "p-1-1", "starts_on": "2025-09-01", "ends_on": "2025-12-12", "seats": 8 }]
        }]
    }"#;

    fn call() -> Call {
        Call::parse(JUNE_2025.as_bytes()).unwrap()
    }

    fn of(catalogue: &str) -> Vec<File> {
        let (catalogue, rejected) = Catalogue::read(catalogue, &call()).unwrap();
        assert_eq!(rejected, []);
        files(&call(), &catalogue).unwrap()
    }

    fn found<'a>(files: &'a [File], begins: &str, ends: &str) -> &'a File {
        files.iter().find(|file| file.name.starts_with(begins) && file.name.ends_with(ends)).unwrap()
    }

    #[test]
    fn same_catalogue_gives_the_same_bytes() {
        assert_eq!(of(CATALOGUE), of(CATALOGUE));
    }

    #[test]
    fn programme_that_differs_in_anything_has_a_text_of_another_name() {
        let name = |catalogue: &str| found(&of(catalogue), "programmas/p-1.", ".head.html").name.clone();
        let own = name(CATALOGUE);
        assert_eq!(own.len(), "programmas/p-1.0123456789abcdef.head.html".len());
        for (from, to) in [("61000", "61001"), ("a@b.example", "c@b.example"), ("2025-12-12", "2025-12-13")] {
            assert_ne!(name(&CATALOGUE.replace(from, to)), own, "{to}");
        }
    }

    #[test]
    fn whatever_a_catalogue_says_is_text_and_never_markup() {
        let files = of(CATALOGUE);
        for file in &files {
            for markup in ["<b>", "<i>", "<script>", "\"A\" & B"] {
                assert!(!file.text.contains(markup), "{}: {markup}", file.name);
            }
        }
        let is_text = |file: &&File| file.name.starts_with("programmas/p-1.") && !file.name.ends_with(".head.html");
        let text = &files.iter().find(is_text).unwrap().text;
        assert!(text.contains("&lt;b&gt;Dati&lt;/b&gt; &amp; &quot;kods&quot;"), "{text}");
        let head = &found(&files, "programmas/p-1.", ".head.html").text;
        assert!(head.contains("<title>&lt;b&gt;Dati&lt;/b&gt; &amp;"), "{head}");
        assert_eq!(head.matches("<script").count(), 1, "{head}");
        assert_eq!(head.matches("</script>").count(), 1, "{head}");
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_the_latvian_one_is_shown() {
        for file in of(CATALOGUE).iter().filter(|file| !file.name.ends_with(".head.html")) {
            let (lv, en) = (file.text.find("lang=\"lv\""), file.text.find("lang=\"en\" hidden"));
            assert!(lv.is_some() && en.is_some() && lv < en, "{}", file.name);
        }
    }
}
