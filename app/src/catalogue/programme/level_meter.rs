//! Bar of the eight DigComp levels: those of the programme filled, those of the call on a tinted ground.

use leptos::prelude::*;
use rules::call::Call;
use rules::digcomp::LevelRange;
use rules::language::Language;
use ui::platform::lang::use_lang;

use crate::catalogue::programme::texts;
use crate::state::use_call;
use crate::text::offer;

/// Lowest and highest DigComp level.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=8;

/// The bar.
#[component]
pub fn LevelMeter(
    /// Levels of the programme.
    levels: LevelRange,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let steps = steps(levels, call).map(|(level, class)| view! { <span class=class>{level}</span> });
    view! {
        <p class="imk-meter" role="img" aria-label=label(levels, call, language)>
            {steps.collect_view()}
        </p>
    }
}

/// Returns the accessible name of the bar.
pub fn label(levels: LevelRange, call: &Call, language: Language) -> String {
    let level = offer::level_number(language, levels);
    (texts::of(language).meter)(&level, call.levels.from().get(), call.levels.to().get())
}

/// Returns each level with its CSS classes.
pub fn steps(levels: LevelRange, call: &Call) -> impl Iterator<Item = (u8, &'static str)> + use<> {
    let within = |range: LevelRange| range.from().get()..=range.to().get();
    let (own, funded) = (within(levels), within(call.levels));
    LEVELS.map(move |level| match (own.contains(&level), funded.contains(&level)) {
        (true, _) => (level, "imk-meter__level imk-meter__level--funded imk-meter__level--own"),
        (false, true) => (level, "imk-meter__level imk-meter__level--funded"),
        (false, false) => (level, "imk-meter__level"),
    })
}
