//! List of the person's applications with their timelines.

use api::{Application, ApplicationState};
use leptos::prelude::*;
use rules::language::Language;
use ui::components::chips::Chips;
use ui::components::link::{ButtonLink, PageLink};
use ui::components::timeline::{Progress, Timeline, TimelineStep};
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;
use ui::text::format::{Case, day, full_range, time};

use crate::account::awaited::awaited;
use crate::account::texts::{self, LineTexts};
use crate::account::timeline::{Milestone, Step, steps};
use crate::routes::Route;

/// List of applications; if it is empty, a link to the catalogue.
#[component]
pub(super) fn Applications(applications: Resource<Result<api::Applications, ApiError>>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section aria-labelledby="imk-applications">
            <h2 id="imk-applications" class="imk-visually-hidden">
                {move || texts::of(lang.get()).applications}
            </h2>
            {move || awaited(applications, move |answer| list(lang.get(), answer.applications))}
        </section>
    }
}

fn list(language: Language, applications: Vec<Application>) -> AnyView {
    if applications.is_empty() {
        return view! { <NoApplications language=language /> }.into_any();
    }
    let cards = applications.into_iter().map(|application| card(language, application));
    view! { <div class="imk-stack">{cards.collect_view()}</div> }.into_any()
}

#[component]
fn NoApplications(language: Language) -> impl IntoView {
    let texts = texts::of(language);
    view! {
        <div class="imk-card">
            <p>{texts.no_applications}</p>
            <p>
                <ButtonLink to=Route::Programmes>{texts.find_programme}</ButtonLink>
            </p>
        </div>
    }
}

fn card(language: Language, application: Application) -> impl IntoView {
    let texts = &texts::of(language).line;
    let title = application.title.get(language).to_owned();
    let state = match application.state {
        ApplicationState::Submitted => texts.state_submitted,
    };
    let milestones = steps(&application).into_iter().map(move |step| milestone(language, texts, &application, step));
    view! {
        <article class="imk-card">
            <h3 class="imk-card__heading">{title.clone()}</h3>
            <Chips items=vec![state.to_owned()] />
            <Timeline label=(texts.label)(&title)>{milestones.collect_view()}</Timeline>
        </article>
    }
}

fn milestone(
    language: Language,
    texts: &'static LineTexts,
    application: &Application,
    step: Step,
) -> impl IntoView + use<> {
    let in_words = match step.progress {
        Progress::Done => texts.done,
        Progress::Failed => texts.failed,
        Progress::Now => texts.now,
        Progress::ToCome => texts.to_come,
    };
    let (title, detail) = words(language, texts, application, step.milestone);
    view! {
        <TimelineStep progress=step.progress title=title progress_in_words=in_words>
            {detail}
        </TimelineStep>
    }
}

fn words(
    language: Language,
    texts: &'static LineTexts,
    application: &Application,
    milestone: Milestone,
) -> (&'static str, AnyView) {
    let confirmation = || Route::Confirmation { id: application.id.clone() };
    match milestone {
        Milestone::Submitted => {
            let at = application.submitted_at.to_utc();
            let on = day(language, rules::riga_time::date_at(at), Case::Nominative);
            let detail = view! {
                {format!("{on}, {}", time(language, at))} "\u{a0}· "
                <PageLink to=confirmation()>{texts.confirmation}</PageLink>
            };
            (texts.submitted, detail.into_any())
        }
        Milestone::Conditions(verdict) => {
            (texts.conditions(verdict), view! { <PageLink to=confirmation()>{texts.reasons}</PageLink> }.into_any())
        }
        Milestone::SeatHeld => (texts.seat_held, ().into_any()),
        Milestone::Waiting { number } => (texts.waiting.0, (texts.waiting.1)(number).into_any()),
        Milestone::Draw => (texts.draw.0, texts.draw.1.into_any()),
        Milestone::Decision => (texts.decision, texts.decision_text.into_any()),
        Milestone::Study => (texts.study, full_range(language, application.starts_on, application.ends_on).into_any()),
        Milestone::Certificate => (texts.certificate, ().into_any()),
    }
}
