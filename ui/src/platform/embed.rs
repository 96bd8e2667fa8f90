//! Options of the host page: the attributes of the host element.

use std::sync::OnceLock;

use rules::language::Language;
use web_sys::HtmlElement;

/// Options from the attributes of `<imk-app>`, completed by the entry script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedding {
    /// Base path of all pages without a trailing slash: `/imk`, or empty at the root.
    pub base: String,
    /// Requested language; by default that of an earlier visit.
    pub language: Option<Language>,
    /// URL of the service worker; `None` in a debug build.
    pub worker: Option<String>,
    /// Whether the host page disables the service worker.
    pub worker_is_off: bool,
    /// Name of this build's folder.
    pub version: String,
}

static EMBEDDING: OnceLock<Embedding> = OnceLock::new();

/// Returns the options of the host page. Before [`set_from`] these are the defaults of a page at the root.
pub fn embedding() -> &'static Embedding {
    static ALONE: Embedding =
        Embedding { base: String::new(), language: None, worker: None, worker_is_off: false, version: String::new() };
    EMBEDDING.get().unwrap_or(&ALONE)
}

/// Reads the options from the host element. Returns whether this is the first call: the application starts only once.
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
