//! Page of a programme: description, funding and study groups.

use api::{ApiProblem, ProgrammeDetails};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use rules::language::Language;
use rules::programme::{Programme, Provider};
use ui::components::back_link::BackLink;
use ui::components::chips::Chips;
use ui::components::link::ButtonLink;
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;

use crate::catalogue::programme::funding::FundingSplit;
use crate::catalogue::programme::groups::GroupList;
use crate::catalogue::programme::texts;
use crate::catalogue::programme_card::facts;
use crate::client;
use crate::compare::bar::CompareBar;
use crate::compare::selection::use_chosen;
use crate::compare::toggle::CompareToggle;
use crate::routes::{ID, Route};
use crate::state::use_call;
use crate::text::offer;

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
fn Missing() -> impl IntoView {
    let lang = use_lang();
    let texts = move || texts::of(lang.get());
    view! {
        <Page title=Signal::derive(move || texts().missing.0.to_owned()) narrow=true>
            <p>{move || texts().missing.1}</p>
            <p class="imk-actions">
                <ButtonLink to=Route::Programmes>{move || texts().all_programmes}</ButtonLink>
            </p>
        </Page>
    }
}

#[component]
fn Details(details: ProgrammeDetails) -> impl IntoView {
    let lang = use_lang();
    let details = StoredValue::new(details);
    let title = move || details.with_value(|details| details.programme.title.get(lang.get()).to_owned());
    let above = move || view! { <BackLink to=Route::Programmes text=texts::of(lang.get()).all_programmes /> };
    view! {
        <Page title=Signal::derive(title) above=above.into_any()>
            {move || {
                let language = lang.get();
                details
                    .with_value(|details| {
                        view! {
                            <p class="imk-programme__provider" lang="lv">{details.provider.name.clone()}</p>
                            <Chips items=facts(&details.programme, language) />
                            {compare(&details.programme, language)}
                            <div class="imk-two imk-two--even imk-programme-page">
                                <div>{learning(details, language)}</div>
                                <FundingSplit price=details.programme.price />
                                <GroupList programme=details.programme.clone() seats=details.seats.clone() />
                                <div>
                                    {about(details.programme.clone(), language)}
                                    {provider(details.provider.clone(), language)}
                                </div>
                            </div>
                        }
                    })
            }}
            <CompareBar />
        </Page>
    }
}

fn compare(programme: &Programme, language: Language) -> impl IntoView + use<> {
    let (chosen, id) = (use_chosen(), StoredValue::new(programme.id.clone()));
    let is_chosen = Signal::derive(move || id.with_value(|id| chosen.has(id)));
    let is_refused = Signal::derive(move || id.with_value(|id| chosen.has_refused(id)));
    let choose = move |on: bool| id.with_value(|id| chosen.choose(id, on));
    let title = programme.title.get(language).to_owned();
    view! { <CompareToggle title=title chosen=is_chosen refused=is_refused on_change=choose /> }
}

fn learning(details: &ProgrammeDetails, language: Language) -> impl IntoView + use<> {
    let texts = texts::of(language);
    let programme = &details.programme;
    let outcomes: Vec<String> = programme.outcomes.iter().map(|outcome| outcome.get(language).to_owned()).collect();
    view! {
        <p>{programme.summary.get(language).to_owned()}</p>
        <h2>{texts.outcomes}</h2>
        <ul>{outcomes.into_iter().map(|outcome| view! { <li>{outcome}</li> }).collect_view()}</ul>
        <h2>{texts.prior_knowledge}</h2>
        <p>{programme.prior_knowledge.get(language).to_owned()}</p>
        <p>{texts.certificate}</p>
    }
}

fn about(programme: Programme, language: Language) -> impl IntoView + use<> {
    let texts = texts::of(language);
    let hours = offer::hours(language, programme.hours, use_call().readings.hour_kind);
    let place = programme.place.map(|place| view! { <SummaryRow name=texts.place>{place}</SummaryRow> });
    view! {
        <h2>{texts.about}</h2>
        <SummaryList>
            <SummaryRow name=texts.kind>{offer::kind(language, programme.kind)}</SummaryRow>
            <SummaryRow name=texts.hours>{hours}</SummaryRow>
            <SummaryRow name=texts.level>{offer::level(programme.level)}</SummaryRow>
            <SummaryRow name=texts.mode>{offer::mode(language, programme.mode)}</SummaryRow>
            {place}
            <SummaryRow name=texts.language>{offer::taught_in(language, programme.language)}</SummaryRow>
        </SummaryList>
    }
}

fn provider(provider: Provider, language: Language) -> impl IntoView + use<> {
    let texts = texts::of(language);
    let Provider { name, place, email, phone, .. } = provider;
    let (email, phone) = (
        view! { <a href=format!("mailto:{email}")>{email.clone()}</a> },
        view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> },
    );
    view! {
        <h2>{texts.provider}</h2>
        <SummaryList>
            <SummaryRow name=texts.provider><span lang="lv">{name} ", " {place}</span></SummaryRow>
            <SummaryRow name=texts.email>{email}</SummaryRow>
            <SummaryRow name=texts.phone>{phone}</SummaryRow>
        </SummaryList>
    }
}
