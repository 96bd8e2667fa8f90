//! Text shown before a page has started, and where it never starts: without JavaScript, in an old browser, to a
//! crawler. The build writes it (`cargo xtask post-build`) from the same texts, formats and rules as the pages, and
//! the server inserts it into the page (docs/adr/0012-prerendering.md).
//!
//! Each text has the layout of its page, so that nothing moves when the page replaces it. Content that only a running
//! page knows (free seats, the day, the session) is left out.

use maud::html;
use rules::call::Call;
use rules::canonical::CanonicalError;
use rules::catalogue::Catalogue;
use rules::language::Language;
use ui::text::common;

use crate::prerender::text::{BOTH, Text};
use crate::prerender::{catalogue, info, landing, pieces, programme, template, texts};

/// One prerendered file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative path: `landing.html`, `programmas/p-001.0123456789abcdef.head.html`.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// The files of a page: its text and its part of the document's head.
fn files_of(text: Text) -> [File; 2] {
    let name = text.key.iter().fold(text.name.clone(), |name, key| format!("{name}.{key}"));
    let site = common::texts(Language::Lv).site;
    let title = text.title.as_ref().map_or_else(|| site.to_owned(), |title| format!("{title} – {site}"));
    let head = html! {
        title { (title) }
        meta name="description" content=(text.description);
        // A link that is sent to another person shows these.
        meta property="og:title" content=(text.title.as_deref().unwrap_or(site));
        meta property="og:description" content=(text.description);
        meta property="og:type" content="website";
        meta property="og:site_name" content=(site);
        meta property="og:locale" content="lv_LV";
        meta property="og:locale:alternate" content="en_GB";
        (text.head)
    };
    let body = template::framed(text.route.as_ref(), &text.main);
    [
        File { name: format!("{name}.html"), text: body.into_string() },
        File { name: format!("{name}.head.html"), text: head.into_string() },
    ]
}

/// All prerendered files of a call and its catalogue. Deterministic.
///
/// `landing` is for the first page, `page` for every page without a prerendered text.
///
/// # Errors
/// [`CanonicalError`]; never for a parsed catalogue.
pub fn files(call: &Call, catalogue: &Catalogue) -> Result<Vec<File>, CanonicalError> {
    let mut texts = vec![landing::text(call), any_page(call)];
    texts.extend(info::texts(call));
    texts.push(catalogue::text(call, catalogue)?);
    for programme in &catalogue.programmes {
        texts.extend(programme::text(call, catalogue, programme)?);
    }
    Ok(texts.into_iter().flat_map(files_of).collect())
}

/// Text of a page without a prerendered one: it requires JavaScript.
fn any_page(call: &Call) -> Text {
    let main = BOTH.map(|language| {
        let (heading, text) = texts::of(language).needs_script;
        html! { noscript { (pieces::page(true, heading, &html! {}, &html! { p { (text) } })) } }
    });
    let description = (texts::of(Language::Lv).description)(call.grant.get() / 100);
    Text { name: "page".to_owned(), key: None, route: None, title: None, description, head: html! {}, main }
}

#[cfg(test)]
mod tests {
    use rules::call::JUNE_2025;

    use super::*;

    const CATALOGUE: &str = r#"{
        "providers": [
            {
                "id": "skola", "name": "Skola \"A\" & B", "place": "Rīga",
                "email": "a@b.example", "phone": "+37167000000"
            }
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
        let (catalogue, rejected) = Catalogue::parse(catalogue, &call()).unwrap();
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
    fn changed_programme_has_another_file_name() {
        let name = |catalogue: &str| found(&of(catalogue), "programmas/p-1.", ".head.html").name.clone();
        let own = name(CATALOGUE);
        assert_eq!(own.len(), "programmas/p-1.0123456789abcdef.head.html".len());
        for (from, to) in [("61000", "61001"), ("a@b.example", "c@b.example"), ("2025-12-12", "2025-12-13")] {
            assert_ne!(name(&CATALOGUE.replace(from, to)), own, "{to}");
        }
    }

    #[test]
    fn catalogue_texts_are_escaped() {
        let files = of(CATALOGUE);
        for file in &files {
            for markup in ["<b>Dati</b>", "<i>", "<script>", "\"A\" & B"] {
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
    fn every_file_has_both_languages_and_shows_latvian() {
        for file in of(CATALOGUE).iter().filter(|file| !file.name.ends_with(".head.html")) {
            let (lv, en) = (file.text.find("lang=\"lv\""), file.text.find("lang=\"en\" hidden"));
            assert!(lv.is_some() && en.is_some() && lv < en, "{}", file.name);
        }
    }
}
