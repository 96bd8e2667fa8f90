//! A link that saves a text from the page as a file.

use js_sys::encode_uri_component;
use leptos::prelude::*;

/// A link that saves a JSON file. The link is a `data:` URL with the content; nothing is fetched.
#[component]
pub fn DownloadLink(
    /// Content of the file.
    #[prop(into)]
    text: Signal<String>,
    /// Name of the saved file.
    #[prop(into)]
    file_name: Signal<String>,
    /// Text of the link.
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
