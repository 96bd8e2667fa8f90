//! The accessibility statement. What it says of the pages is what the last run of `cargo xtask a11y` has found.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::components::prose::Prose;
use crate::i18n::accessibility;
use crate::state::use_lang;

mod results;
pub mod said;

/// What a run of the checks has found.
pub struct Results {
    /// Its year, month and day.
    pub date: (i32, u32, u32),
    /// The version of axe-core.
    pub axe: &'static str,
    /// The browsers, with their versions.
    pub browsers: &'static [&'static str],
    /// How many states of the pages were looked at.
    pub states: u32,
    /// Criteria of WCAG 2.2 that some states do not meet, and how many states.
    pub failing: &'static [(&'static str, u32)],
    /// How many barriers were put in on purpose to try the checks.
    pub barriers: u32,
    /// How many of those the checks missed.
    pub missed: u32,
}

/// The page with the statement.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || accessibility::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let texts = accessibility::texts(lang.get());
                view! {
                    <p class="imk-lead">{texts.lead}</p>
                    <h2>{texts.status}</h2>
                    <p>{said::status(texts)}</p>
                    <h2>{texts.failings}</h2>
                    <ul>{said::failings(texts).map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                    <h2>{texts.assessment}</h2>
                    {said::assessment(texts, lang.get()).map(|text| view! { <p>{text}</p> }).collect_view()}
                    <Prose sections=texts.sections />
                }
            }}
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::results::RESULTS;

    #[test]
    fn figures_are_of_a_whole_run() {
        let (year, month, day) = RESULTS.date;
        assert!(NaiveDate::from_ymd_opt(year, month, day).is_some());
        assert!(RESULTS.states >= 300, "{}", RESULTS.states);
        assert!(RESULTS.barriers >= 60, "{}", RESULTS.barriers);
        assert!(RESULTS.missed * 20 <= RESULTS.barriers, "{}", RESULTS.missed);
        assert!(!RESULTS.browsers.is_empty() && !RESULTS.axe.is_empty());
    }
}
