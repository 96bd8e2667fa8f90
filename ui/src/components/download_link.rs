//! A link that saves a text, made in the page, as a file.

use js_sys::encode_uri_component;
use leptos::prelude::*;

/// A link to a JSON file. Nothing is fetched: the file is in the link itself.
#[component]
pub fn DownloadLink(
    /// What is in the file.
    #[prop(into)]
    text: Signal<String>,
    /// The name under which it is saved.
    #[prop(into)]
    file_name: Signal<String>,
    /// What is to be read on the link.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let address =
        move || text.with(|text| format!("data:application/json;charset=utf-8,{}", encode_uri_component(text)));
    view! {
        <a rel="external" href=address download=move || file_name.get()>
            {move || label.get()}
        </a>
    }
}
