//! HTTP parts that all routes share: extractors, health checks, the OpenAPI document, and the pages.

mod contact_placeholders;
pub(crate) mod deadline;
pub mod health;
pub(crate) mod idempotency_key;
pub(crate) mod json;
mod markers;
pub(crate) mod openapi;
pub(crate) mod path_param;
mod placeholders;
pub mod prerendered;
pub(crate) mod static_files;
mod topic_placeholders;
