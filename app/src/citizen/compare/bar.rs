//! The bar at the bottom of the screen with what is chosen.

use leptos::prelude::*;

use super::chosen::{address, use_chosen};
use crate::citizen::programmes::catalogue;
use crate::components::button::Button;
use crate::components::header::MAIN;
use crate::components::link::ButtonLink;
use crate::i18n::compare;
use crate::shell;
use crate::state::use_lang;

/// What is chosen, the way to the comparison, and a button that takes all choices back. Nothing where nothing is chosen.
#[component]
pub fn CompareBar() -> impl IntoView {
    let (lang, chosen) = (use_lang(), use_chosen());
    let is_shown = Memo::new(move |_| !chosen.ids().is_empty());
    let clear = Callback::new(move |()| {
        chosen.clear();
        // The button goes away, and the focus with it.
        shell::focus(MAIN);
    });
    let words = move || {
        let count = u32::try_from(chosen.ids().len()).unwrap_or(u32::MAX);
        (compare::texts(lang.get()).chosen)(count)
    };
    let link = move || {
        let ids = chosen.ids();
        let text = compare::texts(lang.get()).compare;
        (ids.len() > 1).then(|| view! { <ButtonLink to=address(&ids, false)>{text}</ButtonLink> })
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <section class="imk-compare-bar" aria-label=move || compare::texts(lang.get()).bar>
                    <div class="imk-compare-bar__words">
                        <p class="imk-compare-bar__count">{words}</p>
                        <Titles />
                    </div>
                    <Button plain=true on_press=clear>
                        {move || compare::texts(lang.get()).clear}
                    </Button>
                    {link}
                </section>
            }
        })
    }
}

/// What is chosen by name, where the catalogue has been loaded. On a phone there is no room for it.
#[component]
fn Titles() -> impl IntoView {
    let (lang, chosen) = (use_lang(), use_chosen());
    move || {
        let catalogue = catalogue::kept()?;
        let title = |id: &String| Some(catalogue.programme(id)?.programme.title.get(lang.get()).to_owned());
        let titles: Vec<String> = chosen.ids().iter().filter_map(title).collect();
        (!titles.is_empty()).then(|| view! { <p class="imk-compare-bar__titles">{titles.join(" ·\u{a0}")}</p> })
    }
}
