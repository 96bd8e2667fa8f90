//! Options of the embedding page: the attributes of the host element.

use std::sync::OnceLock;

use rules::language::Language;
use web_sys::HtmlElement;

/// How the page around wants the pages: the attributes of `<imk-app>`, filled in by the entry script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedding {
    /// The path under which all pages are, without a slash at its end: `/imk`, or nothing.
    pub base: String,
    /// The language asked for; without one, that of an earlier visit.
    pub language: Option<Language>,
    /// The service worker's address; none in a debug build.
    pub worker: Option<String>,
    /// Whether the page around wants no service worker.
    pub worker_is_off: bool,
    /// The folder of this build.
    pub version: String,
}

static EMBEDDING: OnceLock<Embedding> = OnceLock::new();

/// How the pages are embedded; alone at the root until they have started.
pub fn embedding() -> &'static Embedding {
    static ALONE: Embedding =
        Embedding { base: String::new(), language: None, worker: None, worker_is_off: false, version: String::new() };
    EMBEDDING.get().unwrap_or(&ALONE)
}

/// Reads the options from the host element. Returns whether this was the first call: the pages start once.
pub fn set_from(host: &HtmlElement) -> bool {
    EMBEDDING.set(read(host)).is_ok()
}

fn read(host: &HtmlElement) -> Embedding {
    let attribute = |name: &str| host.get_attribute(name).filter(|value| !value.is_empty());
    Embedding {
        base: attribute("base").unwrap_or_default(),
        language: attribute("lang").and_then(|tag| Language::from_tag(&tag)),
        worker: attribute("data-worker"),
        worker_is_off: attribute("worker").as_deref() == Some("off"),
        version: attribute("data-version").unwrap_or_default(),
    }
}
