//! The first page: state of the application window, and how the grant works.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::language::Language;
use rules::window::{ApplicationWindow, WindowState};
use ui::components::link::{ButtonLink, PageLink};
use ui::components::notice::{Notice, Tone};
use ui::components::page::Page;
use ui::components::status::Loading;
use ui::platform::clock::{Source, use_clock};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date, day, time};

use crate::call_summary::CALL;
use crate::home::texts::{self, HomeTexts};
use crate::lazy_pages::{self, Next};
use crate::routes::Route;
use crate::state::use_open_draft;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_lang();
    let title = move || (texts::of(lang.get()).heading)(CALL.grant.get() / 100);
    lazy_pages::prefetch(Next::Eligibility);
    view! {
        <div class="imk-two imk-two--even">
            <Page title=Signal::derive(title)>
                <CallState />
                {move || begin(texts::of(lang.get()))}
            </Page>
            {move || how_it_works(texts::of(lang.get()))}
        </div>
    }
}

fn begin(texts: &'static HomeTexts) -> impl IntoView {
    let draft = use_open_draft();
    let go_on = move || {
        draft.get().map(|programme| {
            view! {
                " · "
                <PageLink to=Route::Apply { programme }>{texts.go_on}</PageLink>
            }
        })
    };
    view! {
        <p>{(texts.intro)(CALL.minimum_age)}</p>
        <p class="imk-actions">
            <ButtonLink to=Route::Eligibility>{texts.check}</ButtonLink>
        </p>
        <p>
            <PageLink to=Route::Programmes>{texts.programmes}</PageLink>
            {go_on}
        </p>
    }
}

fn how_it_works(texts: &'static HomeTexts) -> impl IntoView {
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
        <section class="imk-card" aria-labelledby="imk-how">
            <h2 id="imk-how">{texts.how}</h2>
            <ol class="imk-steps">{(1..).zip(texts.steps).map(step).collect_view()}</ol>
        </section>
    }
}

/// State of the application window, with the days left. Nothing until the time is known.
#[component]
fn CallState() -> impl IntoView {
    let (clock, lang) = (use_clock(), use_lang());
    let at = Memo::new(move |_| {
        let window = CALL.window().filter(|_| clock.source() != Source::Unknown)?;
        Some((window, window.state(clock.now()), clock.today()))
    });
    move || match at.get() {
        None => view! { <Loading /> }.into_any(),
        Some((window, state, today)) => state_box(lang.get(), &window, state, today).into_any(),
    }
}

fn state_box(language: Language, window: &ApplicationWindow, state: WindowState, today: NaiveDate) -> impl IntoView {
    let texts = texts::of(language);
    let last_day = window.last_day();
    let (tone, heading, text) = match state {
        WindowState::NotYetOpen => {
            let first_day = date(language, window.first_day(), Case::Locative);
            (Tone::Warning, texts.not_yet.0, (texts.not_yet.1)(&first_day))
        }
        WindowState::Open => {
            let text = match days_left(today, last_day) {
                0 => (texts.last_day)(closing_time(window, language).as_deref()),
                left => (texts.open_text)(&day(language, last_day, Case::Dative), left),
            };
            (Tone::Good, texts.open, text)
        }
        WindowState::Closed => {
            (Tone::Plain, texts.closed.0, (texts.closed.1)(&date(language, last_day, Case::Nominative)))
        }
    };
    view! {
        <Notice tone=tone heading=heading>
            <p>{text}</p>
        </Notice>
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
