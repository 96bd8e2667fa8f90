//! A resource in its three states: loading, loaded, failed.

use leptos::prelude::*;
use ui::components::status::{Failed, Loading};
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;

/// An answer that the server owes, in one of its three states.
pub(super) fn awaited<T: Clone + Send + Sync + 'static, V: IntoView + 'static>(
    resource: Resource<Result<T, ApiError>>,
    show: impl Fn(T) -> V,
) -> AnyView {
    match resource.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(answer)) => show(answer).into_any(),
        Some(Err(error)) => {
            view! { <Failed error=error on_retry=Callback::new(move |()| resource.refetch()) /> }.into_any()
        }
    }
}
