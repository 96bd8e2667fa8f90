//! Description of a programme: outcomes, prior knowledge, level, lessons, address, details and provider.

use leptos::prelude::*;
use rules::language::Language;
use rules::programme::venue::website_host;
use rules::programme::{Programme, Provider, StudyGroup};
use ui::components::link::PageLink;
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::platform::lang::use_lang;
use ui::text::format::full_range;

use crate::catalogue::programme::content::{level_meanings, place_of};
use crate::catalogue::programme::fact_icon::{Fact, FactIcon};
use crate::catalogue::programme::level_meter::LevelMeter;
use crate::catalogue::programme::texts;
use crate::routes::{Route, query};
use crate::state::use_call;
use crate::text::{offer, timetable};

/// Outcomes, prior knowledge and level.
#[component]
pub fn Learning(
    /// Programme.
    programme: Programme,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let outcome = |text: String| {
        view! {
            <li>
                <FactIcon fact=Fact::Outcome />
                <span>{text}</span>
            </li>
        }
    };
    let outcomes = programme.outcomes.iter().map(|text| outcome(text.get(language).to_owned()));
    let levels = level_meanings(programme.level, language);
    view! {
        <p class="imk-programme-page__lead">{programme.summary.get(language).to_owned()}</p>
        <h2>{texts.outcomes}</h2>
        <p>{texts.you_will}</p>
        <ul class="imk-ticks">{outcomes.collect_view()}</ul>
        <p>{texts.certificate}</p>
        <h2>{texts.prior_knowledge}</h2>
        <p>{programme.prior_knowledge.get(language).to_owned()}</p>
        <LevelMeter levels=programme.level />
        {levels
            .into_iter()
            .map(|(name, meaning)| view! { <p><strong>{name}</strong> " " {meaning}</p> })
            .collect_view()}
        <p class="imk-small">{(texts.digcomp)(call.levels.from().get(), call.levels.to().get())}</p>
    }
}

/// Timetable of every group that has one.
#[component]
pub fn Lessons(
    /// Programme.
    programme: Programme,
) -> impl IntoView {
    let language = use_lang().get_untracked();
    let texts = texts::of(language);
    let with_lessons: Vec<&StudyGroup> = programme.groups.iter().filter(|group| !group.timetable.is_empty()).collect();
    let tables: Vec<_> = with_lessons.into_iter().map(|group| lessons_of(&programme, group, language)).collect();
    (!tables.is_empty()).then(|| {
        view! {
            <h2>{texts.lessons}</h2>
            {tables}
        }
    })
}

fn lessons_of(programme: &Programme, group: &StudyGroup, language: Language) -> impl IntoView + use<> {
    let texts = texts::of(language);
    let rows = group.timetable.iter().map(|lesson| {
        view! {
            <tr>
                <th scope="row">{timetable::days(language, lesson)} " " {timetable::times(language, lesson)}</th>
                <td>{place_of(programme, lesson, language)}</td>
            </tr>
        }
    });
    view! {
        <table class="imk-table">
            <caption>{full_range(language, group.starts_on, group.ends_on)}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.when}</th>
                    <th scope="col">{texts.at}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// Address of the training on site.
#[component]
pub fn VenueSection(
    /// Programme.
    programme: Programme,
) -> impl IntoView {
    let language = use_lang().get_untracked();
    programme.venue.zip(programme.place).map(|(venue, place)| {
        view! {
            <h2>{texts::of(language).venue}</h2>
            <p>
                <span lang="lv">{venue.address} ", " {place}</span>
                {venue.access.map(|access| view! { <br /> {access.get(language).to_owned()} })}
            </p>
        }
    })
}

/// Details of the programme.
#[component]
pub fn About(
    /// Programme.
    programme: Programme,
) -> impl IntoView {
    let (call, language) = (use_call(), use_lang().get_untracked());
    let texts = texts::of(language);
    let hours = offer::hours(language, programme.hours, call.readings.hour_kind);
    let topic = programme.topic.map(|topic| {
        view! { <SummaryRow name=texts.topic>{offer::topic(language, topic)}</SummaryRow> }
    });
    let place = programme.place.map(|place| view! { <SummaryRow name=texts.place>{place}</SummaryRow> });
    view! {
        <h2>{texts.about}</h2>
        <SummaryList>
            {topic} <SummaryRow name=texts.kind>
                {offer::kind(language, programme.kind)}
                <span class="imk-summary__hint">{offer::kind_meaning(language, programme.kind)}</span>
            </SummaryRow> <SummaryRow name=texts.hours>{hours}</SummaryRow>
            <SummaryRow name=texts.level>{offer::level(programme.level)}</SummaryRow>
            <SummaryRow name=texts.mode>{offer::mode(language, programme.mode)}</SummaryRow> {place}
            <SummaryRow name=texts.language>{offer::taught_in(language, programme.language)}</SummaryRow>
        </SummaryList>
    }
}

/// Provider with its contact data.
#[component]
pub fn ProviderSection(
    /// Provider.
    provider: Provider,
) -> impl IntoView {
    let language = use_lang().get_untracked();
    let texts = texts::of(language);
    let Provider { name, place, email, phone, website, .. } = provider;
    let all = Route::Programmes.with([(query::SEARCH, name.as_str())]);
    let website = website.and_then(|website| {
        let host = website_host(&website)?.to_owned();
        Some(view! { <SummaryRow name=texts.website><a href=website rel="noreferrer">{host}</a></SummaryRow> })
    });
    view! {
        <h2>{texts.provider}</h2>
        <SummaryList>
            <SummaryRow name=texts.provider_name><span lang="lv">{name} ", " {place}</span></SummaryRow>
            <SummaryRow name=texts.phone><a href=format!("tel:{phone}")>{offer::phone(&phone)}</a></SummaryRow>
            <SummaryRow name=texts.email><a href=format!("mailto:{email}")>{email.clone()}</a></SummaryRow>
            {website}
        </SummaryList>
        <p>
            <PageLink to=all>{texts.all_of_provider}</PageLink>
        </p>
    }
}
