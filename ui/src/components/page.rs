//! The frame of every page: its heading, its name in the window's title, and where the focus goes.

use leptos::html;
use leptos::prelude::*;
use rules::language::Language;

use crate::platform::host;
use crate::platform::lang::use_lang;
use crate::text::common;

/// Whether a page has been shown since the pages were loaded; the first one leaves the focus alone.
#[derive(Clone, Copy)]
struct Arrivals(StoredValue<bool>);

/// What screen readers hear when something on the page has changed.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Says a sentence, politely: after what is being read.
    pub fn say(self, text: impl Into<String>) {
        self.0.set(text.into());
    }
}

/// The announcer.
pub fn use_announcer() -> Announcer {
    expect_context()
}

/// How many parts of what is shown are still on their way.
#[derive(Clone, Copy)]
pub struct Waiting(RwSignal<u32>);

impl Waiting {
    /// One more, as long as the present owner lives.
    pub fn begin(self) {
        self.0.update(|count| *count += 1);
        on_cleanup(move || {
            self.0.try_update(|count| *count = count.saturating_sub(1));
        });
    }

    /// Whether nothing is.
    pub fn is_over(self) -> bool {
        self.0.get() == 0
    }
}

/// What is still on its way.
pub fn use_waiting() -> Waiting {
    expect_context()
}

/// Provides what pages need from each other. Once, above all pages.
pub fn provide() {
    provide_context(Arrivals(StoredValue::new(false)));
    provide_context(Waiting(RwSignal::new(0)));
    provide_context(Announcer(RwSignal::default()));
}

/// Where announcements are made. Once, outside the pages.
#[component]
pub fn Announcements() -> impl IntoView {
    let (announcer, lang) = (use_announcer(), use_lang());
    // What was announced in another language is over.
    Effect::new(move |before: Option<Language>| {
        let language = lang.get();
        if before.is_some_and(|before| before != language) {
            announcer.say("");
        }
        language
    });
    view! {
        <p class="imk-visually-hidden" aria-live="polite" aria-atomic="true">
            {move || announcer.0.get()}
        </p>
    }
}

/// A page. On arrival from another page its heading takes the focus and is announced; on the first load nothing moves.
#[component]
pub fn Page(
    /// The heading, also the window's title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is for reading or filling in: a narrow column.
    #[prop(optional)]
    narrow: bool,
    /// What stands above the heading: a link back, the number of the step.
    #[prop(optional)]
    above: Option<AnyView>,
    /// What stands below it.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| host::set_title(&format!("{} – {}", title.get(), common::texts(lang.get()).site)));
    take_focus(heading, title);
    view! {
        <div class=if narrow { "imk-page imk-page--narrow" } else { "imk-page" }>
            {above}
            <h1 class="imk-page__heading" tabindex="-1" node_ref=heading>
                {title}
            </h1>
            {children()}
        </div>
    }
}

fn take_focus(heading: NodeRef<html::H1>, title: Signal<String>) {
    let (arrivals, announcer) = (expect_context::<Arrivals>(), use_announcer());
    let arrived_before = arrivals.0.get_value();
    arrivals.0.set_value(true);
    if !arrived_before {
        return;
    }
    announcer.say(title.get_untracked());
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // The router has scrolled to where the page begins.
            host::focus_in_place(&heading);
        }
    });
}
