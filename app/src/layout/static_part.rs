//! Part of a page without interaction: from the prerendered page if it contains the part, else from a lazy chunk.

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use ui::components::erased::erased;
use ui::platform::lang::use_lang;
use ui::platform::prerendered::{self, PART};

use crate::lazy_pages::LazyPage;

/// Name of the footer.
pub const FOOTER: &str = "footer";

/// Name of the steps on the first page.
pub const STEPS: &str = "steps";

/// Name of the topics on the first page.
pub const TOPICS: &str = "topics";

/// A part of the page. The prerendered part stands for it in every language that it contains.
#[component]
pub fn StaticPart(
    /// Name of the part in the prerendered page.
    name: &'static str,
    /// Loads the part where the prerendered page does not contain it.
    load: fn() -> LazyPage,
) -> impl IntoView {
    let lang = use_lang();
    erased(move || match prerendered::copy_of_part(lang.get(), name) {
        Some(part) => view! { <PrerenderedPart part=part /> }.into_any(),
        None => view! { <LazyPart load=load /> }.into_any(),
    })
}

/// A part of the prerendered page.
#[component]
fn PrerenderedPart(
    /// The part.
    part: web_sys::Node,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    let part = StoredValue::new_local(part);
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            // The element still contains the part in the previous language.
            while let Some(previous) = place.first_child() {
                let _never = place.remove_child(&previous);
            }
            // Fails only for a node that contains the element.
            let _never = part.with_value(|part| place.insert_before(part, None));
        }
    });
    view! { <div class=PART node_ref=place></div> }
}

/// A part from a lazy chunk; empty until the chunk is loaded, and if it cannot be loaded.
#[component]
pub fn LazyPart(
    /// Loads the part.
    load: fn() -> LazyPage,
) -> impl IntoView {
    let part = StoredValue::new_local(None::<AnyView>);
    let is_loaded = RwSignal::new(false);
    spawn_local_scoped_with_cancellation(async move {
        part.set_value(load().await.ok());
        is_loaded.set(true);
    });
    let loaded = erased(move || is_loaded.get().then(|| part.try_update_value(Option::take).flatten()));
    view! { <div class=PART>{loaded}</div> }
}
