//! A sentence of the announcement, quoted.

use leptos::prelude::*;
use rules::clause::ClauseId;
use rules::language::Language;
use ui::platform::lang::use_lang;

use crate::findings::texts;
use crate::state::use_call;

/// A sentence of the announcement: the Latvian original, our translation beside it where the page is English, and its
/// number.
#[component]
pub fn ClauseQuote(
    /// Which sentence.
    clause: ClauseId,
) -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    let clause = call.clause(clause);
    move || {
        clause.map(|clause| {
            let language = lang.get();
            view! {
                <figure class="imk-quote">
                    <blockquote class="imk-quote__text" lang="lv">
                        <p>{format!("„{}“", clause.lv)}</p>
                    </blockquote>
                    {(language == Language::En)
                        .then(|| view! { <p class="imk-quote__translation">{format!("“{}”", clause.en)}</p> })}
                    <figcaption class="imk-quote__source">{texts::clause(language, clause.id)}</figcaption>
                </figure>
            }
        })
    }
}
