//! Maps the path of the URL to its page.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as At};
use leptos_router::{ParamSegment, StaticSegment};

use crate::chunks::{self, Arriving, Chunk, Next};
use crate::citizen::home::HomePage;
use crate::citizen::not_found::NotFoundPage;
use crate::routes::{
    ACCESSIBILITY, ACCOUNT, APPLY, COMPARE, CONFIRMATION, ELIGIBILITY, HELP, ID, PREVIEW, PRIVACY, PROGRAMMES, SIGN_IN,
    TERMS, VERIFY,
};

/// The page of the current URL. The first page is part of the main module; every other page is a lazy route.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    let chunk = |load: fn() -> Arriving, next: Option<Next>| move || view! { <Chunk load=load next=next /> };
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <At path=StaticSegment("") view=HomePage />
            <At path=StaticSegment(ELIGIBILITY) view=chunk(chunks::eligibility_page, Some(Next::Programmes)) />
            <At path=StaticSegment(PROGRAMMES) view=chunk(chunks::programmes_page, Some(Next::Apply)) />
            <At
                path=(StaticSegment(PROGRAMMES), ParamSegment(ID))
                view=chunk(chunks::programme_page, Some(Next::Apply))
            />
            <At path=StaticSegment(COMPARE) view=chunk(chunks::compare_page, Some(Next::Apply)) />
            <At path=(StaticSegment(APPLY), ParamSegment(ID)) view=chunk(chunks::apply_page, Some(Next::Account)) />
            <At
                path=(StaticSegment(APPLY), ParamSegment(ID), StaticSegment(PREVIEW))
                view=chunk(chunks::preview_page, Some(Next::Account))
            />
            <At path=(StaticSegment(CONFIRMATION), ParamSegment(ID)) view=chunk(chunks::confirmation_page, None) />
            <At path=StaticSegment(ACCOUNT) view=chunk(chunks::account_page, None) />
            <At path=StaticSegment(SIGN_IN) view=chunk(chunks::sign_in_page, None) />
            <At path=StaticSegment(VERIFY) view=chunk(chunks::verify_page, None) />
            <At path=StaticSegment(PRIVACY) view=chunk(chunks::privacy_page, None) />
            <At path=StaticSegment(TERMS) view=chunk(chunks::terms_page, None) />
            <At path=StaticSegment(HELP) view=chunk(chunks::help_page, None) />
            <At path=StaticSegment(ACCESSIBILITY) view=chunk(chunks::accessibility_page, None) />
        </FlatRoutes>
    }
}
