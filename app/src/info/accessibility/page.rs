//! The page of the accessibility statement, based on the last run of `cargo xtask a11y`.

use leptos::prelude::*;
use ui::components::page::Page;
use ui::platform::lang::use_lang;

use crate::info::accessibility::report;
use crate::info::section::Sections;
use crate::info::text::accessibility;

/// The accessibility statement.
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
                    <p>{report::status(texts)}</p>
                    <h2>{texts.failings}</h2>
                    <ul>{report::failings(texts).map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                    <h2>{texts.assessment}</h2>
                    {report::assessment(texts, lang.get()).map(|text| view! { <p>{text}</p> }).collect_view()}
                    <Sections sections=texts.sections />
                }
            }}
        </Page>
    }
}
