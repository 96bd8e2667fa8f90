//! Maps the path of the URL to its page.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as At};
use leptos_router::{ParamSegment, StaticSegment};

use crate::home::page::HomePage;
use crate::lazy_pages::{self, LazyPage, LazyRoute, Next};
use crate::routes::{
    ACCESSIBILITY, ACCOUNT, ANNOUNCEMENT, APPLY, COMPARE, CONFIRMATION, ELIGIBILITY, HELP, ID, PREVIEW, PRIVACY,
    PROGRAMMES, SIGN_IN, TERMS, VERIFY,
};

/// The page of the current URL. The first page is part of the main module; every other page is a lazy route.
#[component]
pub fn Pages() -> impl IntoView {
    let chunk = |load: fn() -> LazyPage, next: Option<Next>| move || view! { <LazyRoute load=load next=next /> };
    view! {
        <FlatRoutes fallback=chunk(lazy_pages::not_found_page, None)>
            <At path=StaticSegment("") view=HomePage />
            <At path=StaticSegment(ELIGIBILITY) view=chunk(lazy_pages::eligibility_page, Some(Next::Programmes)) />
            <At path=StaticSegment(PROGRAMMES) view=chunk(lazy_pages::programmes_page, Some(Next::Apply)) />
            <At
                path=(StaticSegment(PROGRAMMES), ParamSegment(ID))
                view=chunk(lazy_pages::programme_page, Some(Next::Apply))
            />
            <At path=StaticSegment(COMPARE) view=chunk(lazy_pages::compare_page, Some(Next::Apply)) />
            <At path=(StaticSegment(APPLY), ParamSegment(ID)) view=chunk(lazy_pages::apply_page, Some(Next::Account)) />
            <At
                path=(StaticSegment(APPLY), ParamSegment(ID), StaticSegment(PREVIEW))
                view=chunk(lazy_pages::preview_page, Some(Next::Account))
            />
            <At path=(StaticSegment(CONFIRMATION), ParamSegment(ID)) view=chunk(lazy_pages::confirmation_page, None) />
            <At path=StaticSegment(ACCOUNT) view=chunk(lazy_pages::account_page, None) />
            <At path=StaticSegment(SIGN_IN) view=chunk(lazy_pages::sign_in_page, None) />
            <At path=StaticSegment(VERIFY) view=chunk(lazy_pages::verify_page, None) />
            <At path=StaticSegment(PRIVACY) view=chunk(lazy_pages::privacy_page, None) />
            <At path=StaticSegment(TERMS) view=chunk(lazy_pages::terms_page, None) />
            <At path=StaticSegment(ANNOUNCEMENT) view=chunk(lazy_pages::announcement_page, None) />
            <At path=StaticSegment(HELP) view=chunk(lazy_pages::help_page, None) />
            <At path=StaticSegment(ACCESSIBILITY) view=chunk(lazy_pages::accessibility_page, None) />
        </FlatRoutes>
    }
}
