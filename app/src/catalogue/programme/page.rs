//! Page of a programme: first what decides, then the description.

use api::{ApiProblem, ProgrammeDetails};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use rules::language::Language;
use ui::components::back_link::BackLink;
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;

use crate::catalogue::programme::about::{About, Learning, Lessons, ProviderSection, VenueSection};
use crate::catalogue::programme::content::kicker;
use crate::catalogue::programme::funding::FundingSection;
use crate::catalogue::programme::missing::Missing;
use crate::catalogue::programme::offer_card::OfferCard;
use crate::catalogue::programme::similar_list::SimilarList;
use crate::catalogue::programme::texts;
use crate::catalogue::programme::tools::Tools;
use crate::catalogue::programme_card::JOINT;
use crate::catalogue::remembered::use_remembered;
use crate::client;
use crate::compare::bar::CompareBar;
use crate::routes::{ID, Route};

/// The page of the programme whose id is in the URL.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    let (lang, params) = (use_lang(), use_params_map());
    let id = Memo::new(move |_| params.read().get(ID).unwrap_or_default());
    let details = Resource::new(move || {
        let id = id.get();
        async move { client::programmes::get(&id).await }
    });
    move || match details.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(details)) => view! { <Details details=details /> }.into_any(),
        Some(Err(ApiError::Refused(ApiProblem::NotFound))) => view! { <Missing /> }.into_any(),
        Some(Err(error)) => view! {
            <Page title=Signal::derive(move || texts::of(lang.get()).heading.to_owned()) narrow=true>
                <Failed error=error on_retry=move |()| details.refetch() />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Details(details: ProgrammeDetails) -> impl IntoView {
    let lang = use_lang();
    let id = details.programme.id.clone();
    let details = StoredValue::new(details);
    let title = move || details.with_value(|details| details.programme.title.get(lang.get()).to_owned());
    // Back to the list with its filters and position.
    let list = use_remembered().address().unwrap_or_else(|| Route::Programmes.path());
    let above = move || view! { <BackLink to=list.clone() text=texts::of(lang.get()).all_programmes /> };
    view! {
        <Page title=Signal::derive(title) above=above.into_any()>
            {move || {
                let language = lang.get();
                details.with_value(|details| content(details, language))
            }}
            <SimilarList id=id />
            <CompareBar />
        </Page>
    }
}

fn content(details: &ProgrammeDetails, language: Language) -> impl IntoView + use<> {
    let programme = &details.programme;
    let facts = kicker(programme, language).into_iter().map(|fact| view! { {JOINT} {fact} });
    view! {
        <p class="imk-programme__provider">
            <span lang="lv">{details.provider.name.clone()}</span>
            {facts.collect_view()}
        </p>
        <div class="imk-programme-page">
            <div class="imk-programme-page__offer">
                <OfferCard details=details.clone() />
                <Tools programme=programme.clone() />
            </div>
            <div class="imk-programme-page__text">
                <Learning programme=programme.clone() />
                <Lessons programme=programme.clone() />
                <VenueSection programme=programme.clone() />
                <FundingSection programme=programme.clone() />
                <About programme=programme.clone() />
                <ProviderSection provider=details.provider.clone() />
            </div>
        </div>
    }
}
