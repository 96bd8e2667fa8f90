//! Summary of all errors above the form; each line links to its field.

use leptos::html;
use leptos::prelude::*;

use crate::platform::host;
use crate::platform::lang::use_lang;
use crate::text::common;
use crate::text::plural::amount;

/// An error in the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// HTML `id` of the field.
    pub field: String,
    /// Error text.
    pub text: String,
}

/// The summary, which takes the focus when it appears. The page renders a new one after each attempt and does not
/// update it.
#[component]
pub fn ErrorSummary(
    /// Errors in the order of the fields; an empty list renders nothing.
    mistakes: Vec<Mistake>,
) -> impl IntoView {
    let texts = common::texts(use_lang().get_untracked());
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get() {
            // Fails only if the element was removed.
            let _gone = summary.focus();
        }
    });
    let count = amount(mistakes.len());
    (count > 0).then(|| {
        view! {
            <div class="imk-errors" role="alert" tabindex="-1" node_ref=summary>
                <h2 class="imk-errors__heading">{(texts.errors)(count)}</h2>
                <ul class="imk-errors__list">{mistakes.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    })
}

/// Renders a line. Its link moves the focus itself, because the router would treat `#email` as a page.
fn line(mistake: Mistake) -> impl IntoView {
    let Mistake { field, text } = mistake;
    let href = format!("#{field}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        host::focus(&field);
    };
    view! {
        <li>
            <a href=href on:click=go>
                {text}
            </a>
        </li>
    }
}
