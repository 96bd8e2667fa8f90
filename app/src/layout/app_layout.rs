//! Layout of every page.

use std::time::Duration;
use ui::components::erased::erased;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::components::page::{Announcements, use_announcer, use_waiting};
use ui::platform::clock::{Source, use_clock};
use ui::platform::connectivity::use_connectivity;
use ui::platform::lang::use_lang;
use ui::platform::{host, service_worker};
use ui::text::common;

use crate::call_summary::CALL;
use crate::layout::demo_banner::DemoBanner;
use crate::layout::header::Header;
use crate::layout::main_element::MAIN;
use crate::layout::static_part::{FOOTER, StaticPart};
use crate::lazy_pages;
use crate::router::Pages;
use crate::state::{use_server_call, use_update};

/// Maximum time for which the prerendered text waits for the server's response alone.
const PATIENCE: Duration = Duration::from_secs(1);

/// Header, banners, page, footer.
#[component]
pub fn AppLayout() -> impl IntoView {
    report_navigation();
    remove_prerendered_text_when_ready();
    let lang = use_lang();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        host::focus(MAIN);
    };
    view! {
        <div class="imk-app">
            <a class="imk-skip" href=format!("#{MAIN}") on:click=skip>
                {erased(move || common::texts(lang.get()).skip_to_content)}
            </a>
            <Header />
            <DemoBanner />
            <main class="imk-main" id=MAIN tabindex="-1">
                <NewVersion />
                <Circumstances />
                <Pages />
            </main>
            <StaticPart name=FOOTER load=lazy_pages::footer />
            <Announcements />
        </div>
    }
}

/// Reports the path to the host page on every navigation.
fn report_navigation() {
    let path = use_location().pathname;
    Effect::new(move |_| host::emit_navigated(&path.get()));
}

/// Removes the prerendered text when no component is loading and the demo banner is decided, so that nothing moves. A
/// slow server delays this for a limited time only.
fn remove_prerendered_text_when_ready() {
    let (waiting, call) = (use_waiting(), use_server_call());
    let late = RwSignal::new(false);
    set_timeout(move || late.set(true), PATIENCE);
    Effect::new(move |covered: Option<bool>| {
        let ready = waiting.is_over() && (call.has_loaded() || late.get());
        let covered = covered.unwrap_or(true);
        if covered && ready {
            host::remove_prerendered_text();
        }
        covered && !ready
    });
}

/// Offer of a newer version. It takes over only when the person agrees, because a form may be open.
#[component]
fn NewVersion() -> impl IntoView {
    let (lang, update) = (use_lang(), use_update());
    erased(move || {
        let (heading, text, button) = common::texts(lang.get()).new_version;
        update.is_offered().then(|| {
            view! {
                <div role="status">
                    <Notice heading=heading>
                        <p>{text}</p>
                        <Button quiet=true on_press=Callback::new(|()| service_worker::take_over())>{button}</Button>
                    </Notice>
                </div>
            }
        })
    })
}

/// Warnings: the page is outdated, the device is offline, or the time is uncertain.
#[component]
fn Circumstances() -> impl IntoView {
    let (lang, clock, connectivity) = (use_lang(), use_clock(), use_connectivity());
    let (outdated, announcer) = (use_outdated(), use_announcer());
    // The warning appears while the person is elsewhere on the page.
    Effect::new(move |was_online: Option<bool>| {
        let is_online = connectivity.is_online();
        match (was_online, is_online) {
            (Some(true), false) => announcer.say(common::texts(lang.get_untracked()).offline),
            (Some(false), true) => announcer.say(""),
            _ => {}
        }
        is_online
    });
    erased(move || {
        let texts = common::texts(lang.get());
        let (heading, text, button) = texts.outdated;
        let connection = match (connectivity.is_online(), clock.source()) {
            (false, _) => Some(texts.offline),
            (true, Source::Device) => Some(texts.device_clock),
            (true, Source::Server | Source::Unknown) => None,
        };
        view! {
            {outdated
                .get()
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning heading=heading>
                            <p>{text}</p>
                            // A link to the page itself reloads it; the router ignores an empty target.
                            <p>
                                <a href="" rel="external" class="imk-button imk-button--quiet">
                                    {button}
                                </a>
                            </p>
                        </Notice>
                    }
                })}
            {connection.map(|text| view! { <p class="imk-note">{text}</p> })}
        }
    })
}

/// Whether the server uses another call pack than the pages.
fn use_outdated() -> Memo<bool> {
    let server = use_server_call();
    Memo::new(move |_| server.status().is_some_and(|status| status.pack_hash != CALL.pack_hash))
}
