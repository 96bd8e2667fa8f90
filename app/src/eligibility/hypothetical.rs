//! Verdict for hypothetical answers.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;
use rules::call::Call;
use rules::eligibility::{Decision, Finding, assess};
use rules::language::Language;
use rules::riga_time;
use ui::components::button::Button;
use ui::components::icon::OutcomeIcon;
use ui::platform::clock::use_clock;
use ui::platform::host;
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::eligibility::headline::Headline;
use crate::eligibility::texts::{self, WhatIfTexts};
use crate::eligibility::what_if_facts::{DAY, WhatIfFacts};
use crate::findings::{list, texts as findings_texts};
use crate::state::{use_call, use_declared_facts};

/// The verdict, marked as hypothetical, with a short list of conditions.
#[component]
pub fn HypotheticalVerdict(
    /// Hypothetical answers and day.
    what_if: WhatIfFacts,
) -> impl IntoView {
    let (call, lang, answers, clock) = (use_call(), use_lang(), use_declared_facts(), use_clock());
    let at = move || what_if.day.get().map_or_else(|| clock.now(), noon);
    let is_changed = Memo::new(move |_| what_if.day.get().is_some() || what_if.facts.get() != answers.get());
    let decision = Memo::new_with_compare(
        move |_| assess(call, &what_if.facts.get(), at()),
        |before, after| before.map(|decision| &decision.findings) != after.map(|decision| &decision.findings),
    );
    let reset = Callback::new(move |()| {
        what_if.reset(answers.get_untracked());
        // The pressed button disappears; without this the focus would be lost.
        host::focus(DAY);
    });
    let introduction = move |texts: &'static WhatIfTexts, language: Language| {
        if is_changed.get() {
            (texts.supposing)(&date(language, riga_time::date_at(at()), Case::Locative))
        } else {
            texts.unchanged.to_owned()
        }
    };
    let verdict = move || {
        let language = lang.get();
        let texts = texts::of(language);
        let heading = if is_changed.get() { texts.supposed_verdict } else { texts.verdict };
        view! {
            <p class="imk-what-if__introduction">{introduction(&texts.what_if, language)}</p>
            <p class="imk-state__heading">{heading(decision.with(Headline::of))}</p>
            <ul class="imk-outcomes">{decision.with(|decision| outcomes(call, decision, language))}</ul>
        }
    };
    let back = move || {
        let text = texts::of(lang.get()).what_if.reset;
        is_changed.get().then(|| view! { <Button plain=true on_press=reset>{text}</Button> })
    };
    view! {
        <div class="imk-what-if__verdict" aria-live="polite">
            {verdict}
        </div>
        {back}
    }
}

fn outcomes(call: &Call, decision: &Decision, language: Language) -> impl IntoView + use<> {
    let line = |finding: &Finding| {
        let waits = finding.remedy.is_within_call();
        let state = list::state(language, finding.outcome, waits);
        view! {
            <li class="imk-outcomes__line">
                <OutcomeIcon outcome=finding.outcome waits=waits />
                <span>
                    <span class="imk-visually-hidden">{state} " "</span>
                    {findings_texts::heading(language, finding.rule, finding.outcome, call.minimum_age)}
                </span>
            </li>
        }
    };
    decision.findings.iter().map(line).collect_view()
}

/// Noon in Riga: the person chooses a day without a time.
fn noon(day: NaiveDate) -> DateTime<Utc> {
    riga_time::midnight(day).to_utc() + TimeDelta::hours(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hypothetical_day_means_noon_in_riga() {
        let day = NaiveDate::from_ymd_opt(2025, 6, 15).unwrap();
        assert_eq!(riga_time::local(noon(day)).to_rfc3339(), "2025-06-15T12:00:00+03:00");
    }
}
