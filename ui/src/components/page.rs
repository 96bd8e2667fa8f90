//! Page component: heading, window title, focus and announcements.

use leptos::html;
use leptos::prelude::*;
use rules::language::Language;

use crate::components::erased::erased;
use crate::platform::context::provided;
use crate::platform::host;
use crate::platform::lang::use_lang;
use crate::text::common;

/// State of the current page. One context for all of it: each further type of a context adds a quarter of a kilobyte to
/// the first page.
#[derive(Clone, Copy)]
struct PageState {
    /// Whether a page has been shown since the application started; the first page does not take the focus.
    has_arrived: StoredValue<bool>,
    waiting: Waiting,
    error_summaries: ErrorSummaries,
    announcer: Announcer,
}

/// Live-region text, which screen readers read out when the page changes.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Announces a sentence politely: after the text that is being read.
    pub fn say(self, text: impl Into<String>) {
        self.0.set(text.into());
    }
}

/// Returns the announcer from the context.
pub fn use_announcer() -> Announcer {
    provided::<PageState>().announcer
}

/// Adds one to a counter until the current owner is cleaned up.
fn count_until_cleanup(counter: RwSignal<u32>) {
    counter.update(|count| *count += 1);
    on_cleanup(move || {
        counter.try_update(|count| *count = count.saturating_sub(1));
    });
}

/// Number of loading parts on the page.
#[derive(Clone, Copy)]
pub struct Waiting(RwSignal<u32>);

impl Waiting {
    /// Counts one more loading part until the current owner is cleaned up.
    pub fn begin(self) {
        count_until_cleanup(self.0);
    }

    /// Returns whether no part is loading.
    pub fn is_over(self) -> bool {
        self.0.get() == 0
    }
}

/// Returns the counter of loading parts from the context.
pub fn use_waiting() -> Waiting {
    provided::<PageState>().waiting
}

/// Number of error summaries on the page; the window title then begins with "Kļūda:".
#[derive(Clone, Copy)]
pub struct ErrorSummaries(RwSignal<u32>);

impl ErrorSummaries {
    /// Counts one more error summary until the current owner is cleaned up.
    pub fn begin(self) {
        count_until_cleanup(self.0);
    }
}

/// Returns the counter of error summaries from the context.
pub fn use_error_summaries() -> ErrorSummaries {
    provided::<PageState>().error_summaries
}

/// Provides the context of this module. Call it once, above all pages.
pub fn provide() {
    provide_context(PageState {
        has_arrived: StoredValue::new(false),
        waiting: Waiting(RwSignal::new(0)),
        error_summaries: ErrorSummaries(RwSignal::new(0)),
        announcer: Announcer(RwSignal::default()),
    });
}

/// Live region of the announcements. Rendered once, outside the pages.
#[component]
pub fn Announcements() -> impl IntoView {
    let (announcer, lang) = (use_announcer(), use_lang());
    // Clears an announcement in the previous language.
    Effect::new(move |before: Option<Language>| {
        let language = lang.get();
        if before.is_some_and(|before| before != language) {
            announcer.say("");
        }
        language
    });
    view! {
        <p class="imk-visually-hidden" aria-live="polite" aria-atomic="true">
            {erased(move || announcer.0.get())}
        </p>
    }
}

/// A page. After a navigation its heading takes the focus and is announced; the first page leaves the focus alone.
#[component]
pub fn Page(
    /// Heading, also used in the window title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether the page is a narrow column, for text and forms.
    #[prop(optional)]
    narrow: bool,
    /// Content above the heading: a back link, the step number.
    #[prop(optional)]
    above: Option<AnyView>,
    /// Content below the heading.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let heading = NodeRef::<html::H1>::new();
    let PageState { error_summaries, .. } = provided();
    Effect::new(move |_| {
        let (texts, title) = (common::texts(lang.get()), title.get());
        let prefix = if error_summaries.0.get() > 0 { format!("{} ", texts.error) } else { String::new() };
        host::set_title(&format!("{prefix}{title} – {}", texts.site));
    });
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
    let PageState { has_arrived, announcer, .. } = provided();
    let arrived_before = has_arrived.get_value();
    has_arrived.set_value(true);
    if !arrived_before {
        return;
    }
    announcer.say(title.get_untracked());
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // The router has already scrolled to the top of the page.
            host::focus_in_place(&heading);
        }
    });
}
