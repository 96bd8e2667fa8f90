//! The steps of an application on the first page, and who is not funded.

use leptos::prelude::*;
use ui::components::link::PlainLink;
use ui::platform::lang::use_lang;

use crate::home::steps::texts;
use crate::routes::Route;

/// The steps, and the grounds of exclusion (N8).
#[component]
pub fn Steps() -> impl IntoView {
    let texts = texts::of(use_lang().get_untracked());
    let step = |(number, (heading, text)): (usize, (&'static str, &'static str))| {
        view! {
            <li class="imk-steps__step">
                <span class="imk-steps__number" aria-hidden="true">
                    {number}
                </span>
                <div>
                    <h3 class="imk-steps__heading">{heading}</h3>
                    <p>{text}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="imk-how" aria-label=texts.how>
            <h2>{texts.how}</h2>
            <ol class="imk-steps">{(1..).zip(texts.steps).map(step).collect_view()}</ol>
            <div class="imk-aside">
                <h3>{texts.excluded}</h3>
                <ul class="imk-list">{texts.grounds.map(|ground| view! { <li>{ground}</li> }).collect_view()}</ul>
                <p>
                    <PlainLink to=Route::Announcement>{texts.sentence}</PlainLink>
                </p>
            </div>
        </section>
    }
}
