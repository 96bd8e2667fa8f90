//! The first page: the offer, the way to apply, and who is not funded.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use rules::language::Language;
use rules::window::{ApplicationWindow, WindowState};
use ui::components::erased::erased;
use ui::components::link::{ButtonLink, PageLink};
use ui::components::page::Page;
use ui::components::status::Loading;
use ui::platform::clock::{Source, use_clock};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date, day, money, time};

use crate::call_summary::CALL;
use crate::home::texts::{self, Fact, HomeTexts};
use crate::layout::static_part::{LazyPart, STEPS, StaticPart, TOPICS};
use crate::lazy_pages::{self, Next};
use crate::routes::Route;
use crate::state::{use_is_signed_in, use_open_draft, use_server_call};

/// The application window now: its state and the Riga day.
type Now = Memo<Option<(ApplicationWindow, WindowState, NaiveDate)>>;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    let (clock, lang) = (use_clock(), use_lang());
    let title = move || (texts::of(lang.get()).heading)(CALL.grant.get() / 100);
    let now = Memo::new(move |_| {
        let window = CALL.window().filter(|_| clock.source() != Source::Unknown)?;
        Some((window, window.state(clock.now()), clock.today()))
    });
    lazy_pages::prefetch(Next::Eligibility);
    view! {
        <div class="imk-hero">
            {erased(move || unfinished(texts::of(lang.get())))}
            {applied()}
            <Page title=Signal::derive(title) above=erased(move || call_state(lang.get(), now)).into_any()>
                {erased(move || begin(texts::of(lang.get()), now))}
            </Page>
            {erased(move || facts(lang.get(), now))}
        </div>
        <StaticPart name=TOPICS load=lazy_pages::topics />
        <StaticPart name=STEPS load=lazy_pages::steps />
    }
}

/// The draft on this device, with the way back to it.
fn unfinished(texts: &'static HomeTexts) -> impl IntoView {
    let draft = use_open_draft();
    let (heading, text, go_on) = texts.draft;
    erased(move || {
        draft.get().map(|programme| {
            view! {
                <section class="imk-unfinished">
                    <div>
                        <h2>{heading}</h2>
                        <p>{text}</p>
                    </div>
                    <ButtonLink to=Route::Apply { programme }>{go_on}</ButtonLink>
                </section>
            }
        })
    })
}

/// The application of a signed-in person. Only signed-in people load its code.
fn applied() -> impl IntoView {
    let is_signed_in = use_is_signed_in();
    erased(move || is_signed_in.get().then(|| view! { <LazyPart load=lazy_pages::applied_notice /> }))
}

/// The main action. While applications are closed, nothing invites to apply.
fn begin(texts: &'static HomeTexts, now: Now) -> impl IntoView {
    let is_closed = Memo::new(move |_| is_closed(now));
    erased(move || {
        if is_closed.get() {
            return view! {
                <p>{texts.closed_text}</p>
                <p class="imk-actions">
                    <PageLink to=Route::Account>{texts.account}</PageLink>
                    <PageLink to=Route::Programmes>{texts.programmes}</PageLink>
                </p>
            }
            .into_any();
        }
        view! {
            <p>{(texts.intro)(CALL.minimum_age)}</p>
            <p class="imk-actions">
                <ButtonLink to=Route::Eligibility>{texts.check}</ButtonLink>
                <PageLink to=Route::Programmes>{texts.programmes}</PageLink>
            </p>
        }
        .into_any()
    })
}

/// Whether applications are closed; `false` until the time is known.
fn is_closed(now: Now) -> bool {
    now.with(|now| matches!(now, Some((_, WindowState::Closed, _))))
}

/// Figures of the offer.
fn facts(language: Language, now: Now) -> impl IntoView {
    let texts = texts::of(language);
    let server_call = use_server_call();
    let price = erased(move || {
        let grant = money(language, CALL.grant);
        let counts = server_call.status().and_then(|status| status.free_of);
        fact(counts.map_or_else(|| (texts.funding)(&grant), |(free, all)| (texts.free)(free, all, &grant)))
    });
    let until = erased(move || if is_closed(now) { texts.until.1 } else { texts.until.0 });
    let last_day = CALL.window().map(|window| day(language, window.last_day(), Case::Nominative));
    let usable = CALL.usable_until().map(|last| (day(language, last, Case::Nominative), (texts.usable)(last.year())));
    view! {
        <dl class="imk-facts" aria-label=texts.facts>
            {price}
            <div>
                <dt>{last_day}</dt>
                <dd>{until}</dd>
            </div>
            {usable.map(fact)}
            {fact((texts.needs.0.to_owned(), texts.needs.1.to_owned()))}
        </dl>
    }
}

fn fact((figure, text): Fact) -> impl IntoView {
    view! {
        <div>
            <dt>{figure}</dt>
            <dd>{text}</dd>
        </div>
    }
}

/// State of the application window, with the days left; nothing until the time is known.
fn call_state(language: Language, now: Now) -> impl IntoView {
    erased(move || match now.get() {
        None => view! { <Loading /> }.into_any(),
        Some((window, state, today)) => {
            let class = if state == WindowState::Open { "imk-open imk-open--now" } else { "imk-open" };
            view! { <p class=class>{state_line(language, &window, state, today)}</p> }.into_any()
        }
    })
}

fn state_line(language: Language, window: &ApplicationWindow, state: WindowState, today: NaiveDate) -> String {
    let texts = texts::of(language);
    let last_day = window.last_day();
    match state {
        WindowState::NotYetOpen => (texts.not_yet)(&date(language, window.first_day(), Case::Locative)),
        WindowState::Open => match days_left(today, last_day) {
            0 => (texts.last_day)(closing_time(window, language).as_deref()),
            left => (texts.open)(&day(language, last_day, Case::Genitive), left),
        },
        WindowState::Closed => (texts.closed)(&date(language, last_day, Case::Nominative)),
    }
}

/// Closing time, unless it is midnight.
fn closing_time(window: &ApplicationWindow, language: Language) -> Option<String> {
    (!window.is_whole_days()).then(|| time(language, window.closes().to_utc()))
}

/// Days between two dates, both excluded: on 10 June ten days are left to 20 June, in addition to today.
fn days_left(today: NaiveDate, last_day: NaiveDate) -> u32 {
    u32::try_from((last_day - today).num_days()).unwrap_or_default()
}
