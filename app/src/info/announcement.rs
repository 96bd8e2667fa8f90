//! The page of the announcement: its numbered sentences, and how they are read.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::clause::Clause;
use rules::language::Language;
use ui::components::page::Page;
use ui::platform::host;
use ui::platform::lang::use_lang;

use crate::info::text::announcement::{self, AnnouncementTexts};
use crate::routes::anchor;
use crate::state::use_call;
use crate::text::readings;

/// First sentence of the announcement's second part, on the account.
const ACCOUNT_FROM: u8 = 12;

/// Anchors of the sections.
pub const CONDITIONS: &str = "imk-nosacijumi";
/// Section on the account.
pub const ACCOUNT: &str = "imk-konta-iespejas";

/// Clauses of the two parts of the announcement.
pub fn parts(clauses: &[Clause]) -> (&[Clause], &[Clause]) {
    let at = clauses.iter().position(|clause| clause.id.number() >= ACCOUNT_FROM).unwrap_or(clauses.len());
    clauses.split_at(at)
}

/// Sections of the page: anchor and heading.
pub fn sections(texts: &AnnouncementTexts) -> [(&'static str, &'static str); 3] {
    [(CONDITIONS, texts.conditions), (ACCOUNT, texts.account), (anchor::READINGS, texts.readings)]
}

/// The announcement. A link with an anchor shows its sentence; the page is loaded after the browser has looked for it.
#[component]
pub fn AnnouncementPage() -> impl IntoView {
    let (lang, call) = (use_lang(), use_call());
    let title = move || announcement::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let (language, texts) = (lang.get(), announcement::texts(lang.get()));
                let (conditions, account) = parts(&call.clauses);
                view! {
                    <p class="imk-lead">{texts.lead}</p>
                    <nav class="imk-contents" aria-label=texts.contents>
                        <ul class="imk-links">
                            {sections(texts)
                                .map(|(id, heading)| view! { <li><a href=format!("#{id}")>{heading}</a></li> })
                                .collect_view()}
                        </ul>
                    </nav>
                    <h2 id=CONDITIONS>{texts.conditions}</h2>
                    {sentences(conditions, language)}
                    <h2 id=ACCOUNT>{texts.account}</h2>
                    {sentences(account, language)}
                    <h2 id=anchor::READINGS tabindex="-1">{texts.readings}</h2>
                    <p>{texts.readings_text}</p>
                    <ol class="imk-readings">
                        {readings::ALL
                            .map(|id| view! { <li>{readings::statement(language, id, call)}</li> })
                            .collect_view()}
                    </ol>
                }
            }} <FragmentFocus />
        </Page>
    }
}

/// Focuses the sentence that the fragment names. It stands after the content, so that it runs after the heading has
/// taken the focus.
#[component]
fn FragmentFocus() -> impl IntoView {
    // The router's fragment: the address bar changes only after the page is shown.
    let fragment = use_location().hash;
    Effect::new(move |_| {
        let id = fragment.with(|fragment| fragment.trim_start_matches('#').to_owned());
        set_timeout(move || host::focus(&id), Duration::ZERO);
    });
}

/// Sentences with their numbers in the margin; in English the translation first.
fn sentences(clauses: &[Clause], language: Language) -> impl IntoView + use<> {
    let sentence = |clause: &Clause| {
        let original = clause.lv.clone();
        let text = match language {
            Language::Lv => view! { <p lang="lv">{original}</p> }.into_any(),
            Language::En => view! {
                <p>{clause.en.clone()}</p>
                <p class="imk-small" lang="lv">{original}</p>
            }
            .into_any(),
        };
        view! {
            <li class="imk-clauses__item" id=anchor::clause(clause.id) tabindex="-1">
                <span class="imk-clauses__number">{anchor::number(clause.id)}</span>
                <div>{text}</div>
            </li>
        }
    };
    view! { <ol class="imk-clauses">{clauses.iter().map(sentence).collect_view()}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    #[test]
    fn both_parts_together_are_the_whole_announcement() {
        let clauses = &call_pack::current().clauses;
        let (conditions, account) = parts(clauses);
        assert_eq!(conditions.len() + account.len(), clauses.len());
        assert_eq!(conditions.last().map(|clause| anchor::number(clause.id)).as_deref(), Some("11"));
        assert_eq!(account.first().map(|clause| anchor::number(clause.id)).as_deref(), Some("12"));
    }
}
