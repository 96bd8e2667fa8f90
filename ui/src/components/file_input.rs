//! Input for a text file.

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use crate::text::file::decode;

/// A labelled input for one file. It passes the file's text to a callback; the file is not uploaded.
#[component]
pub fn FileInput(
    /// HTML `id`; the error summary links to it.
    id: &'static str,
    /// Label.
    #[prop(into)]
    label: String,
    /// Accepted file types (HTML `accept`).
    accept: &'static str,
    /// Receives the text of the file. Not called for a file that cannot be read.
    on_text: Callback<String>,
) -> impl IntoView {
    let read = move |event: leptos::ev::Event| {
        if let Some(file) = chosen(&event) {
            spawn_local(async move {
                if let Some(text) = text_of(&file).await {
                    // The page may have been closed while the file was read.
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
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(decode(&Uint8Array::new(&buffer).to_vec()))
}
