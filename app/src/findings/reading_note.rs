//! A reading beside a finding.

use leptos::prelude::*;
use rules::reading::ReadingId;
use ui::components::link::PageLink;
use ui::platform::lang::use_lang;

use crate::routes::{Route, anchor};
use crate::state::use_call;
use crate::text::readings;

/// The reading as a sentence, followed by a link that says it is an interpretation and leads to the list of them.
#[component]
pub fn ReadingNote(
    /// The reading.
    reading: ReadingId,
) -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    move || {
        let language = lang.get();
        let to = anchor::on(&Route::Announcement, anchor::READINGS);
        view! {
            <p class="imk-finding__source">
                {readings::statement(language, reading, call)} " "
                // The parentheses are in the link, so that no line ends with one.
                <PageLink to=to>{format!("({})", readings::remark(language))}</PageLink>
            </p>
        }
    }
}
