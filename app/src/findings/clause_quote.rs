//! Quote of a clause of the announcement.

use leptos::prelude::*;
use rules::clause::ClauseId;
use rules::language::Language;
use ui::platform::lang::use_lang;

use crate::findings::texts;
use crate::state::use_call;

/// Quote of a clause: the Latvian original with its number, and the translation on an English page.
#[component]
pub fn ClauseQuote(
    /// The clause.
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
