//! Lazy routes: each group of pages is a separate WebAssembly chunk.
//!
//! The release build has the feature `split`, and a tool cuts the module at the functions below. Without the feature,
//! as `trunk serve` builds, they are plain calls. A chunk that cannot be loaded shows a retry button; the rest of the
//! page keeps working.

// Cutting declares each function as imported and as exported, which the compiler regards as unsafe; no other code of
// the pages may be unsafe (docs/adr/0008-lazy-routes.md).
#![allow(unsafe_code)]

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use ui::components::erased::erased;

use leptos::prelude::*;
use leptos::reactive::owner::{Owner, WeakOwner};
use leptos::reactive::spawn_local_scoped_with_cancellation;
use leptos::task::spawn_local;
use ui::components::status::{Loading, NotLoaded};

use crate::account::page::AccountPage;
use crate::apply::page::ApplyPage;
use crate::catalogue::page::ProgrammesPage;
use crate::catalogue::programme::page::ProgrammePage;
use crate::compare::page::ComparePage;
use crate::confirmation::page::ConfirmationPage;
use crate::eligibility::page::EligibilityPage;
use crate::home::steps::section::Steps;
use crate::home::topics::section::Topics;
use crate::info::accessibility::page::AccessibilityPage;
use crate::info::announcement::AnnouncementPage;
use crate::info::help::HelpPage;
use crate::info::privacy::PrivacyPage;
use crate::info::terms_of_use::TermsPage;
use crate::layout::footer::section::Footer;
use crate::live_application::notice::AppliedNotice;
use crate::not_found::page::NotFoundPage;
use crate::preview::page::PreviewPage;
use crate::sign_in::header_person::HeaderPerson;
use crate::sign_in::page::SignInPage;
use crate::verify::page::VerifyPage;

#[cfg(feature = "split")]
pub use leptos::wasm_split::SplitLoaderError as ChunkLoadError;

/// Error on loading a chunk. Cannot occur in a build that is not split.
#[cfg(not(feature = "split"))]
#[derive(Debug)]
pub enum ChunkLoadError {}

/// A page that is being loaded.
pub type LazyPage = Pin<Box<dyn Future<Output = Result<AnyView, ChunkLoadError>>>>;

/// Delay before the next page's chunk is prefetched, so that nothing visible waits for it.
const PREFETCH_DELAY: Duration = Duration::from_secs(2);

/// Declares pages with their chunks.
macro_rules! pages {
    ($($(#[$doc:meta])* $chunk:ident: $name:ident = $page:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name() -> LazyPage {
                #[cfg_attr(
                    feature = "split",
                    leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible)
                )]
                fn $name() -> Result<AnyView, ChunkLoadError> {
                    Ok(view! { <$page /> }.into_any())
                }
                Box::pin(async { lazy!($name()) })
            }
        )*
    };
}

#[cfg(feature = "split")]
macro_rules! lazy {
    ($call:expr) => {
        $call.await
    };
}

#[cfg(not(feature = "split"))]
macro_rules! lazy {
    ($call:expr) => {
        $call
    };
}

pages! {
    /// The questionnaire.
    eligibility: eligibility_page = EligibilityPage;
    /// The catalogue.
    programmes: programmes_page = ProgrammesPage;
    /// One programme.
    programmes: programme_page = ProgrammePage;
    /// The comparison of programmes.
    programmes: compare_page = ComparePage;
    /// The application form.
    apply: apply_page = ApplyPage;
    /// The preview of the application.
    apply: preview_page = PreviewPage;
    /// The confirmation of an application.
    account: confirmation_page = ConfirmationPage;
    /// The learning account.
    account: account_page = AccountPage;
    /// The demonstration's identity provider.
    account: sign_in_page = SignInPage;
    /// The live application on the first page.
    account: applied_notice = AppliedNotice;
    /// The signed-in person in the header.
    account: header_person = HeaderPerson;
    /// Verifying a confirmation.
    verify: verify_page = VerifyPage;
    /// The footer.
    layout: footer = Footer;
    /// The steps on the first page.
    layout: steps = Steps;
    /// The topics on the first page.
    layout: topics = Topics;
    /// The page for an unknown path.
    layout: not_found_page = NotFoundPage;
    /// The privacy page.
    reading: privacy_page = PrivacyPage;
    /// The terms of use.
    reading: terms_page = TermsPage;
    /// The announcement.
    reading: announcement_page = AnnouncementPage;
    /// The help page.
    reading: help_page = HelpPage;
    /// The accessibility statement.
    reading: accessibility_page = AccessibilityPage;
}

/// Declares functions that load a chunk and nothing else.
macro_rules! fetches {
    ($($chunk:ident: $name:ident;)*) => {
        $(
            #[cfg_attr(
                feature = "split",
                leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible)
            )]
            fn $name() -> Result<(), ChunkLoadError> {
                Ok(())
            }
        )*
    };
}

fetches! {
    eligibility: fetch_eligibility;
    programmes: fetch_programmes;
    apply: fetch_apply;
    account: fetch_account;
}

/// Assesses lines of JSON ([`crate::parity`]) for the parity check; no page uses it.
pub fn decide(lines: String) -> Pin<Box<dyn Future<Output = Result<String, ChunkLoadError>>>> {
    #[cfg_attr(
        feature = "split",
        leptos::wasm_split::wasm_split(verify, wasm_split_path = ::leptos::wasm_split, fallible)
    )]
    fn decide_in_lazy_chunk(lines: String) -> Result<String, ChunkLoadError> {
        Ok(crate::parity::decided(&lines))
    }
    Box::pin(async { lazy!(decide_in_lazy_chunk(lines)) })
}

/// Most frequent next page.
#[derive(Clone, Copy, Debug)]
pub enum Next {
    /// The questionnaire.
    Eligibility,
    /// The catalogue.
    Programmes,
    /// The application form.
    Apply,
    /// The learning account.
    Account,
}

/// Prefetches the next page's chunk.
pub fn prefetch(next: Next) {
    let fetch = move || {
        spawn_local(async move {
            // A failed prefetch is repeated on navigation.
            let _not_yet = match next {
                Next::Eligibility => lazy!(fetch_eligibility()),
                Next::Programmes => lazy!(fetch_programmes()),
                Next::Apply => lazy!(fetch_apply()),
                Next::Account => lazy!(fetch_account()),
            };
        });
    };
    set_timeout(fetch, PREFETCH_DELAY);
}

/// Loading state of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Loaded,
    Failed,
}

/// Lazy route: shows a loading indicator, the page, or a retry button.
#[component]
pub fn LazyRoute(
    /// Loads the page.
    load: fn() -> LazyPage,
    /// Most frequent next page, if known.
    next: Option<Next>,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Loading);
    let page = StoredValue::new_local(None::<AnyView>);
    let fetch = move || {
        spawn_local_scoped_with_cancellation(async move {
            let loaded = load().await.ok();
            let now = if loaded.is_some() { Stage::Loaded } else { Stage::Failed };
            page.set_value(loaded);
            stage.set(now);
            if let Some(next) = next.filter(|_| now == Stage::Loaded) {
                prefetch(next);
            }
        });
    };
    fetch();
    // After a retry the page is created under the owner of this component too. The owner holds the callback; a strong
    // reference back would leak the page and its cleanup handlers.
    let owner = Owner::current().map(|owner| owner.downgrade());
    let again = Callback::new(move |()| {
        stage.set(Stage::Loading);
        if let Some(owner) = owner.as_ref().and_then(WeakOwner::upgrade) {
            owner.with(fetch);
        }
    });
    erased(move || match stage.get() {
        Stage::Loading => view! { <Loading /> }.into_any(),
        Stage::Loaded => page.try_update_value(Option::take).flatten().into_any(),
        Stage::Failed => view! { <NotLoaded on_retry=again /> }.into_any(),
    })
}
