//! Summary of all errors above the form; each line links to its field.

use leptos::html;
use leptos::prelude::*;

use crate::components::page::use_error_summaries;
use crate::platform::host;
use crate::platform::lang::use_lang;
use crate::text::form;
use crate::text::plural::amount;

/// HTML `id` of the heading.
const HEADING: &str = "imk-errors-heading";

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
    let texts = form::texts(use_lang().get_untracked());
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get() {
            // Fails only if the element was removed.
            let _gone = summary.focus();
        }
    });
    let count = amount(mistakes.len());
    if count > 0 {
        use_error_summaries().begin();
    }
    (count > 0).then(|| {
        view! {
            // The focus announces the summary; `role="alert"` would announce it a second time.
            <div class="imk-errors" role="group" aria-labelledby=HEADING tabindex="-1" node_ref=summary>
                <h2 class="imk-errors__heading" id=HEADING>{(texts.errors)(count)}</h2>
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
