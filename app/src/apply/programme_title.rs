//! Title of a programme that is known only by its id.

use leptos::prelude::*;
use ui::platform::resource::Resource;

use crate::apply::context::ApplyContext;
use crate::client;

/// The title; the id while it loads and if loading fails.
#[component]
pub(super) fn ProgrammeTitle(context: ApplyContext, id: String) -> impl IntoView {
    let of_the_page =
        context.details.with_value(|details| (details.programme.id == id).then(|| details.programme.title.clone()));
    let asked = id.clone();
    let title = Resource::new(move || {
        let (of_the_page, asked) = (of_the_page.clone(), asked.clone());
        async move {
            match of_the_page {
                Some(title) => Some(title),
                None => client::programmes::get(&asked).await.ok().map(|details| details.programme.title),
            }
        }
    });
    move || title.get().flatten().map_or_else(|| id.clone(), |title| title.get(context.lang.get()).to_owned())
}
