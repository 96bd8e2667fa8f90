//! Parts of the prerendered text that the application shows unchanged. Their code then need not be loaded.

use std::cell::RefCell;

use rules::language::Language;
use web_sys::{Element, HtmlElement, Node};

/// Class of the parts, in every language of a prerendered text, and of their copies (`display: contents`).
pub const PART: &str = "imk-part";

/// Attribute with the name of a part.
const NAME: &str = "data-imk-part";

/// A part of the prerendered text.
struct Part {
    language: Language,
    name: String,
    element: Element,
}

thread_local! {
    /// The parts of the page that the server has sent; the text itself is removed when the application is visible.
    static STORED: RefCell<Vec<Part>> = const { RefCell::new(Vec::new()) };
}

/// Stores the parts of the prerendered text in `host`. The server has written the base path into its links.
pub fn store_parts(host: &HtmlElement) {
    let parts = host.get_elements_by_class_name(PART);
    let found = (0..parts.length()).filter_map(|at| part(parts.item(at)?));
    STORED.with_borrow_mut(|stored| stored.extend(found));
}

fn part(element: Element) -> Option<Part> {
    let language = element.closest("[lang]").ok()??.get_attribute("lang")?;
    Some(Part { language: Language::from_tag(&language)?, name: element.get_attribute(NAME)?, element })
}

/// Returns a copy of a part in `language`; `None` if the prerendered page does not contain the part. The original
/// stays in its place, because it is visible until the application has rendered.
pub fn copy_of_part(language: Language, name: &str) -> Option<Node> {
    STORED.with_borrow(|stored| {
        let part = stored.iter().find(|part| part.language == language && part.name == name)?;
        part.element.clone_node_with_deep(true).ok()
    })
}
