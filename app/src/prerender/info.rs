//! Prerendered information pages: terms of the account, the announcement, privacy, help, accessibility statement.

use api::TERMS_VERSION;
use maud::{Markup, html};
use rules::call::Call;
use rules::catalogue::TextKey;
use rules::clause::Clause;
use rules::language::Language;
use ui::text::format::{Case, date};

use crate::info::accessibility::report;
use crate::info::announcement::{ACCOUNT, CONDITIONS, parts, sections as announcement_sections};
use crate::info::section::Section;
use crate::info::text::{accessibility, announcement, help, privacy, terms_of_use};
use crate::prerender::pieces::page;
use crate::prerender::sections::{contents, sections};
use crate::prerender::text::{BOTH, Text};
use crate::routes::{Route, anchor};
use crate::text::readings;

/// Heading, first paragraph and further content in both languages.
type Words = fn(Language) -> (&'static str, &'static str);

/// All information pages.
pub(super) fn texts(call: &Call) -> [Text; 5] {
    let of = |route: Route, words: Words, rest: &dyn Fn(Language) -> Markup| {
        let (heading, lead) = words(Language::Lv);
        let main = BOTH.map(|language| {
            let (heading, lead) = words(language);
            let below = html! { p class="imk-lead" { (lead) } (rest(language)) };
            page(true, heading, &html! {}, &below)
        });
        Text::of(route, TextKey::of_call(call), heading.to_owned(), lead.to_owned(), main)
    };
    [
        of(
            Route::Terms,
            |language| (terms_of_use::texts(language).heading, terms_of_use::texts(language).lead),
            &the_terms,
        ),
        of(
            Route::Announcement,
            |language| (announcement::texts(language).heading, announcement::texts(language).lead),
            &|language| the_announcement(call, language),
        ),
        of(Route::Privacy, |language| (privacy::texts(language).heading, privacy::texts(language).lead), &|language| {
            let texts = privacy::texts(language);
            html! { (linked(texts.contents, texts.sections, language)) (sections(texts.sections, language)) }
        }),
        of(Route::Help, |language| (help::texts(language).heading, help::texts(language).lead), &|language| {
            sections(help::texts(language).sections, language)
        }),
        of(
            Route::Accessibility,
            |language| (accessibility::texts(language).heading, accessibility::texts(language).lead),
            &statement,
        ),
    ]
}

fn linked(label: &str, sections: &[Section], language: Language) -> Markup {
    contents(label, sections.iter().map(|section| (section.id, section.heading)), language)
}

fn the_terms(language: Language) -> Markup {
    let texts = terms_of_use::texts(language);
    html! {
        (linked(texts.contents, texts.sections, language))
        (sections(texts.sections, language))
        @if let Ok(since) = TERMS_VERSION.parse() {
            p { ((texts.version)(&date(language, since, Case::Genitive))) }
        }
    }
}

fn the_announcement(call: &Call, language: Language) -> Markup {
    let texts = announcement::texts(language);
    let (conditions, account) = parts(&call.clauses);
    let id = |id| (language == Language::Lv).then_some(id);
    html! {
        (contents(texts.contents, announcement_sections(texts).into_iter(), language))
        h2 id=[id(CONDITIONS)] { (texts.conditions) }
        (sentences(conditions, language))
        h2 id=[id(ACCOUNT)] { (texts.account) }
        (sentences(account, language))
        h2 id=[id(anchor::READINGS)] { (texts.readings) }
        p { (texts.readings_text) }
        ol class="imk-readings" {
            @for id in readings::ALL {
                li { (readings::statement(language, id, call)) }
            }
        }
    }
}

/// Sentences with their numbers. Only the Latvian text has the anchors, because both languages are in one document.
fn sentences(clauses: &[Clause], language: Language) -> Markup {
    html! {
        ol class="imk-clauses" {
            @for clause in clauses {
                li class="imk-clauses__item" id=[(language == Language::Lv).then(|| anchor::clause(clause.id))] {
                    span class="imk-clauses__number" { (anchor::number(clause.id)) }
                    div {
                        @match language {
                            Language::Lv => p lang="lv" { (clause.lv) },
                            Language::En => {
                                p { (clause.en) }
                                p class="imk-small" lang="lv" { (clause.lv) }
                            },
                        }
                    }
                }
            }
        }
    }
}

fn statement(language: Language) -> Markup {
    let texts = accessibility::texts(language);
    html! {
        h2 { (texts.status) }
        p { (report::status(texts)) }
        h2 { (texts.failings) }
        ul {
            @for failing in report::failings(texts) {
                li { (failing) }
            }
        }
        h2 { (texts.assessment) }
        @for text in report::assessment(texts, language) {
            p { (text) }
        }
        (sections(texts.sections, language))
    }
}
