//! Further actions in an open account: programmes, verification, export and closing.

use leptos::prelude::*;
use rules::language::Language;
use ui::components::download_link::DownloadLink;
use ui::components::link::PageLink;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;

use crate::account::close::CloseAccount;
use crate::account::texts;
use crate::routes::Route;

/// The section with further actions.
#[component]
pub(super) fn MoreActions(
    applications: Resource<Result<api::Applications, ApiError>>,
    export: Resource<Result<String, ApiError>>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="imk-card" aria-labelledby="imk-more">
            <h2 id="imk-more">{move || texts::of(lang.get()).more}</h2>
            {move || links(lang.get())}
            // Last but one: the export loads late and must not move a button that the person is about to press.
            {move || export.get().and_then(Result::ok).map(|text| take_away(lang.get(), text))}
            <CloseAccount applications=applications />
        </section>
    }
}

fn links(language: Language) -> impl IntoView {
    let texts = texts::of(language);
    view! {
        <p>
            <PageLink to=Route::Programmes>{texts.see_programmes}</PageLink>
        </p>
        <p>
            <PageLink to=Route::Verify>{texts.verify}</PageLink>
        </p>
    }
}

fn take_away(language: Language, text: String) -> impl IntoView {
    let texts = texts::of(language);
    view! {
        <p>
            <DownloadLink text=text file_name=texts.export_file.to_owned() label=texts.export.to_owned() />
            <br />
            <small>{texts.export_text}</small>
        </p>
    }
}
