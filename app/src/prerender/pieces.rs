//! Building blocks of prerendered pages, with the layout of the components of the same names.

use maud::{Markup, PreEscaped, html};
use rules::call::Call;
use rules::clause::ClauseId;
use rules::language::Language;
use ui::components::notice::Tone;
use ui::platform::prerendered::PART;

use crate::findings::clause_quote::whole_sentence;
use crate::findings::texts as findings_texts;
use crate::prerender::texts;
use crate::routes::{Route, anchor};

/// A link to another page.
pub(super) fn link(to: &Route, text: &str) -> Markup {
    html! { a href=(to.path()) { (text) } }
}

/// A state box.
pub(super) fn notice(tone: Tone, heading: &str, text: &Markup) -> Markup {
    html! {
        div class=(tone.class()) {
            p class="imk-state__heading" { (heading) }
            (text)
        }
    }
}

/// Content that requires JavaScript, shown without it.
pub(super) fn needs_script(language: Language) -> Markup {
    let (heading, text) = texts::of(language).needs_script;
    html! {
        noscript { (notice(Tone::Warning, heading, &html! { p { (text) } })) }
    }
}

/// Column of a page with its heading; `above` is above the heading.
pub(super) fn page(narrow: bool, heading: &str, above: &Markup, below: &Markup) -> Markup {
    html! {
        div class=(if narrow { "imk-page imk-page--narrow" } else { "imk-page" }) {
            (above)
            h1 class="imk-page__heading" { (heading) }
            (below)
        }
    }
}

/// Quote of a clause, with a link to it in the announcement.
pub(super) fn quote(call: &Call, clause: ClauseId, language: Language) -> Markup {
    let name = findings_texts::clause(language, clause);
    let address = anchor::on(&Route::Announcement, &anchor::clause(clause));
    let Some(sentence) = whole_sentence(&call.clauses, clause) else { return html! {} };
    let (quote, original) = findings_texts::quote(language, &sentence);
    html! {
        figure class="imk-quote" {
            blockquote class="imk-quote__text" lang=(language.tag()) { p { (quote) } }
            @if let Some((summary, text)) = original {
                details class="imk-quote__original" {
                    summary { (summary) }
                    p lang="lv" { (text) }
                }
            }
            figcaption class="imk-quote__source" {
                a href=(address) { (name) }
            }
        }
    }
}

/// A name with its value.
pub(super) fn row(name: &str, value: &Markup) -> Markup {
    html! {
        div class="imk-summary__row" {
            dt class="imk-summary__name" { (name) }
            dd class="imk-summary__value" { (value) }
        }
    }
}

/// A part that the application takes over as it is.
pub(super) fn static_part(name: &str, content: &Markup) -> Markup {
    html! { div class=(PART) data-imk-part=(name) { (content) } }
}

/// Content between two comments with a name, which the server finds and may leave out.
pub(super) fn between_comments(name: &str, content: &Markup) -> Markup {
    html! {
        (PreEscaped(format!("<!--imk:{name}-->")))
        (content)
        (PreEscaped(format!("<!--/imk:{name}-->")))
    }
}

/// Content for fictional data; only the server knows whether its data are.
pub(super) fn demonstration_only(content: &Markup) -> Markup {
    between_comments("demo", content)
}

/// Content for real data.
pub(super) fn unless_demonstration(content: &Markup) -> Markup {
    between_comments("real", content)
}
