//! Quote of a clause of the announcement, and links to clauses.

use leptos::prelude::*;
use rules::clause::ClauseId;
use rules::language::Language;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;

use crate::findings::texts;
use crate::routes::{Route, anchor};
use crate::state::use_call;

/// Quote of a clause in the reader's language, with a link to the announcement. On an English page the Latvian original
/// is folded below the translation.
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
            let (quote, original) = texts::quote(language, clause);
            let original = original.map(|(summary, text)| {
                view! {
                    <details class="imk-quote__original">
                        <summary>{summary}</summary>
                        <p lang="lv">{text}</p>
                    </details>
                }
            });
            view! {
                <figure class="imk-quote">
                    <blockquote class="imk-quote__text" lang=language.tag()>
                        <p>{quote}</p>
                    </blockquote>
                    {original}
                    <figcaption class="imk-quote__source">
                        <ClauseLink clause=clause.id language=language />
                    </figcaption>
                </figure>
            }
        })
    }
}

/// Name of a clause as a link to it in the announcement.
#[component]
pub fn ClauseLink(
    /// The clause.
    clause: ClauseId,
    /// Language of the name.
    language: Language,
) -> impl IntoView {
    let to = anchor::on(&Route::Announcement, &anchor::clause(clause));
    view! { <PageLink to=to>{texts::clause(language, clause)}</PageLink> }
}
