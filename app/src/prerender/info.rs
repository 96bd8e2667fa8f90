//! Prerendered information pages: terms of use with the announcement, privacy, help, accessibility statement.

use api::TERMS_VERSION;
use maud::{Markup, html};
use rules::call::Call;
use rules::catalogue::TextKey;
use rules::language::Language;
use ui::text::format::{Case, date};
use ui::text::prose::Section;

use crate::info::accessibility::report;
use crate::info::text::{accessibility, help, privacy, terms_of_use};
use crate::prerender::pieces::{page, prose, quote};
use crate::prerender::text::{BOTH, Text};
use crate::routes::Route;
use crate::text::readings;

/// Heading, first paragraph and further content in both languages.
type Words = fn(Language) -> (&'static str, &'static str);

/// All information pages.
pub(super) fn texts(call: &Call) -> [Text; 4] {
    let of = |route: Route, words: Words, rest: &dyn Fn(Language) -> Markup| {
        let (heading, lead) = words(Language::Lv);
        let main = BOTH.map(|language| {
            let (heading, lead) = words(language);
            let below = html! { p class="imk-lead" { (lead) } (rest(language)) };
            page(true, heading, &html! {}, &below)
        });
        Text::of(route, TextKey::of_call(call), heading.to_owned(), lead.to_owned(), main)
    };
    let sections = |sections: fn(Language) -> &'static [Section]| move |language| prose(sections(language));
    [
        of(
            Route::Terms,
            |language| (terms_of_use::texts(language).heading, terms_of_use::texts(language).lead),
            &|language| the_terms(call, language),
        ),
        of(
            Route::Privacy,
            |language| (privacy::texts(language).heading, privacy::texts(language).lead),
            &sections(|language| privacy::texts(language).sections),
        ),
        of(
            Route::Help,
            |language| (help::texts(language).heading, help::texts(language).lead),
            &sections(|language| help::texts(language).sections),
        ),
        of(
            Route::Accessibility,
            |language| (accessibility::texts(language).heading, accessibility::texts(language).lead),
            &statement,
        ),
    ]
}

fn the_terms(call: &Call, language: Language) -> Markup {
    let texts = terms_of_use::texts(language);
    html! {
        (prose(texts.account))
        @if let Ok(since) = TERMS_VERSION.parse() {
            p { ((texts.version)(&date(language, since, Case::Genitive))) }
        }
        h2 { (texts.announcement) }
        @for clause in &call.clauses {
            (quote(clause, language, true))
        }
        h2 { (texts.readings) }
        p { (texts.readings_text) }
        ol class="imk-readings" {
            @for id in readings::ALL {
                li { (readings::statement(language, id, call)) }
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
        (prose(texts.sections))
    }
}
