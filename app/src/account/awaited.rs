//! View of a resource: loading, loaded or failed.

use leptos::prelude::*;
use ui::components::status::{Failed, Loading};
use ui::platform::http::error::ApiError;
use ui::platform::resource::Resource;

/// Renders a resource in its current state.
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
