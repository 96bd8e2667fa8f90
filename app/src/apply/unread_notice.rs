//! Notice that the browser cannot decrypt the stored personal data.

use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::text::common;

use crate::apply::context::ApplyContext;
use crate::draft::status::PersonalStatus;
use crate::draft::texts as draft_texts;

/// The notice, with a button that tries again.
#[component]
pub(super) fn UnreadNotice(context: ApplyContext) -> impl IntoView {
    let is_unread = Memo::new(move |_| context.controller.personal_status() == PersonalStatus::Unread);
    let again = Callback::new(move |()| context.controller.try_again());
    let notice = move || {
        is_unread.get().then(|| {
            let language = context.lang.get();
            let (heading, text) = draft_texts::of(language).unread;
            view! {
                <Notice tone=Tone::Warning heading=heading>
                    <p>{text}</p>
                    <p>
                        <Button plain=true on_press=again>
                            {common::texts(language).retry}
                        </Button>
                    </p>
                </Notice>
            }
        })
    };
    view! { <div role="status">{notice}</div> }
}
