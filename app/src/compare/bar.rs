//! Bar at the bottom of the screen with the programmes selected for comparison.

use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::link::ButtonLink;
use ui::platform::host;
use ui::platform::lang::use_lang;
use ui::text::plural::amount;

use crate::catalogue::cached_catalogue;
use crate::catalogue::programme_card::JOINT;
use crate::compare::selection::{address, use_chosen};
use crate::compare::texts;
use crate::layout::main_element::MAIN;

/// Number of selected programmes, a link to the comparison and a button that clears the selection. Hidden while nothing
/// is selected.
#[component]
pub fn CompareBar() -> impl IntoView {
    let (lang, chosen) = (use_lang(), use_chosen());
    let is_shown = Memo::new(move |_| !chosen.ids().is_empty());
    let clear = Callback::new(move |()| {
        chosen.clear();
        // The button disappears and would lose the focus.
        host::focus(MAIN);
    });
    let words = move || {
        let count = amount(chosen.ids().len());
        (texts::of(lang.get()).chosen)(count)
    };
    let link = move || {
        let ids = chosen.ids();
        let text = texts::of(lang.get()).compare;
        (ids.len() > 1).then(|| view! { <ButtonLink to=address(&ids, false)>{text}</ButtonLink> })
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <section class="imk-compare-bar" aria-label=move || texts::of(lang.get()).bar>
                    <div class="imk-compare-bar__words">
                        <p class="imk-compare-bar__count">{words}</p>
                        <Titles />
                    </div>
                    <Button plain=true on_press=clear>
                        {move || texts::of(lang.get()).clear}
                    </Button>
                    {link}
                </section>
            }
        })
    }
}

/// Titles of the selected programmes, if the catalogue is loaded. Hidden on phones, which lack the space.
#[component]
fn Titles() -> impl IntoView {
    let (lang, chosen) = (use_lang(), use_chosen());
    move || {
        let catalogue = cached_catalogue::cached()?;
        let title = |id: &String| Some(catalogue.programme(id)?.programme.title.get(lang.get()).to_owned());
        let titles: Vec<String> = chosen.ids().iter().filter_map(title).collect();
        (!titles.is_empty()).then(|| view! { <p class="imk-compare-bar__titles">{titles.join(JOINT)}</p> })
    }
}
