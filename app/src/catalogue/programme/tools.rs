//! What one can do with a programme's page besides applying: compare, copy its address, print it.

use leptos::prelude::*;
use rules::programme::Programme;
use ui::components::button::Button;
use ui::components::page::use_announcer;
use ui::platform::host;
use ui::platform::lang::use_lang;

use crate::catalogue::programme::texts;
use crate::compare::selection::use_chosen;
use crate::compare::toggle::CompareToggle;

/// The actions.
#[component]
pub fn Tools(
    /// Programme.
    programme: Programme,
) -> impl IntoView {
    let (chosen, announcer, language) = (use_chosen(), use_announcer(), use_lang().get_untracked());
    let texts = texts::of(language);
    let id = StoredValue::new(programme.id.clone());
    let is_chosen = Signal::derive(move || id.with_value(|id| chosen.has(id)));
    let is_refused = Signal::derive(move || id.with_value(|id| chosen.has_refused(id)));
    let choose = move |on: bool| id.with_value(|id| chosen.choose(id, on));
    let title = programme.title.get(language).to_owned();
    let is_copied = RwSignal::new(false);
    let copy = move |()| {
        host::copy_address();
        is_copied.set(true);
        announcer.say(texts.link_copied);
    };
    view! {
        <div class="imk-offer__tools">
            <CompareToggle title=title chosen=is_chosen refused=is_refused on_change=choose />
            <Button plain=true on_press=copy>
                {move || if is_copied.get() { texts.link_copied } else { texts.copy_link }}
            </Button>
            <Button plain=true on_press=|()| host::print()>
                {texts.print}
            </Button>
        </div>
    }
}
