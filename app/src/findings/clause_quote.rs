//! Quote of a clause of the announcement, and links to clauses.

use leptos::prelude::*;
use rules::clause::{Clause, ClauseId};
use rules::language::{Language, Localised};
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;

use crate::findings::texts;
use crate::routes::{Route, anchor};
use crate::state::use_call;

/// Clause and the ones that continue its sentence: a clause that ends with a comma is a part of one (N13 and N14).
pub fn whole_sentence(clauses: &[Clause], id: ClauseId) -> Option<Localised> {
    let at = clauses.iter().position(|clause| clause.id == id)?;
    let is_cut = |clause: &&Clause| clause.id.letter().is_none() && clause.lv.ends_with(',');
    let cut = clauses[at..].iter().take_while(is_cut).count();
    let parts = clauses[at..].iter().take(cut + 1);
    let joined = |text: fn(&Clause) -> &str| parts.clone().map(text).collect::<Vec<_>>().join(" ");
    Some(Localised { lv: joined(|clause| &clause.lv), en: joined(|clause| &clause.en) })
}

/// Quote of a clause in the reader's language, with a link to the announcement. On an English page the Latvian original
/// is folded below the translation.
#[component]
pub fn ClauseQuote(
    /// The clause.
    clause: ClauseId,
) -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    let sentence = whole_sentence(&call.clauses, clause);
    move || {
        sentence.clone().map(|sentence| {
            let language = lang.get();
            let (quote, original) = texts::quote(language, &sentence);
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
                        <ClauseLink clause=clause language=language />
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    fn quoted(id: &str) -> Localised {
        whole_sentence(&call_pack::current().clauses, id.parse().unwrap()).unwrap()
    }

    #[test]
    fn sentence_in_two_clauses_is_quoted_to_its_end() {
        let sentence = quoted("N13");
        assert!(
            sentence.lv.starts_with("Platformā personas") && sentence.lv.ends_with("citas prasmes."),
            "{}",
            sentence.lv
        );
        assert!(sentence.en.ends_with('.'), "{}", sentence.en);
    }

    #[test]
    fn other_clauses_are_quoted_alone() {
        for id in ["N2", "N6a", "N8", "N14", "N15a", "N16"] {
            let clause = call_pack::current().clause(id.parse().unwrap()).unwrap();
            assert_eq!(quoted(id).lv, clause.lv, "{id}");
        }
    }
}
