//! All that is to be mended, before the form, each line leading to its field.

use leptos::html;
use leptos::prelude::*;

use crate::platform::host;
use crate::platform::lang::use_lang;
use crate::text::common;

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The identifier of the field.
    pub field: String,
    /// What is wrong with it.
    pub text: String,
}

/// The summary; it takes the focus when it appears. The page shows it again, rather than changing it, after each attempt.
#[component]
pub fn ErrorSummary(
    /// What is wrong, in the order of the fields; nothing is shown where nothing is.
    mistakes: Vec<Mistake>,
) -> impl IntoView {
    let texts = common::texts(use_lang().get_untracked());
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get() {
            // Fails only where the element is gone.
            let _gone = summary.focus();
        }
    });
    let count = u32::try_from(mistakes.len()).unwrap_or(u32::MAX);
    (count > 0).then(|| {
        view! {
            <div class="imk-errors" role="alert" tabindex="-1" node_ref=summary>
                <h2 class="imk-errors__heading">{(texts.errors)(count)}</h2>
                <ul class="imk-errors__list">{mistakes.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    })
}

/// The link moves the focus itself: the router would take `#email` for a page.
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
