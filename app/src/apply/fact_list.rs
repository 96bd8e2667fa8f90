//! List of yes-or-no facts under a heading, for the check step and the preview.

use leptos::prelude::*;
use rules::call::Call;
use rules::eligibility::questions;
use rules::facts::{FactId, Facts};
use rules::language::Language;
use ui::components::summary_list::{SummaryList, SummaryRow};

use crate::apply::fact_format::fact_in_words;
use crate::apply::texts;

/// Returns the yes-or-no questions of a call: all but the birth date.
pub(super) fn yes_or_no_questions(call: &Call) -> impl Iterator<Item = FactId> {
    questions(call).into_iter().filter(|fact| *fact != FactId::BirthDate)
}

/// Returns the known facts under their heading; nothing if none is known.
pub(crate) fn fact_list(
    call: &Call,
    language: Language,
    heading: &'static str,
    facts: &Facts,
) -> Option<impl IntoView + use<>> {
    let row = |fact: FactId| {
        let value = fact_in_words(language, fact, facts);
        view! { <SummaryRow name=texts::fact_name(language, fact)>{value}</SummaryRow> }
    };
    let rows: Vec<_> = yes_or_no_questions(call).filter(|fact| facts.is_known(*fact)).map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{heading}</h2>
            <div class="imk-declared">
                <SummaryList>{rows}</SummaryList>
            </div>
        }
    })
}
