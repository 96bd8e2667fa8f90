//! A field that takes a text file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

/// A labelled field for one file, whose text is handed on. The file stays in the browser.
#[component]
pub fn FileInput(
    /// Its identifier; the error summary links to it.
    id: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// The kinds of file it offers (HTML `accept`).
    accept: &'static str,
    /// The file's text, once it is read. A file that cannot be read is not handed on.
    on_text: Callback<String>,
) -> impl IntoView {
    let read = move |event: leptos::ev::Event| {
        if let Some(file) = chosen(&event) {
            spawn_local(async move {
                if let Some(text) = text_of(&file).await {
                    // The page may have been left meanwhile.
                    let _gone = on_text.try_run(text);
                }
            });
        }
    };
    view! {
        <div class="imk-field">
            <label class="imk-field__label" for=id>
                {label}
            </label>
            <input class="imk-file" id=id name=id type="file" accept=accept on:change=read />
        </div>
    }
}

fn chosen(event: &leptos::ev::Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}

async fn text_of(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
