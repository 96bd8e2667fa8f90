//! Browser platform: HTTP, device storage, encryption, service worker, clock, randomness, host page.

pub mod clock;
pub mod connectivity;
pub mod context;
pub mod device_settings;
pub mod embed;
pub mod encryption;
pub mod host;
pub mod http;
pub mod lang;
pub mod prerendered;
pub mod press;
pub mod random;
pub mod resource;
pub mod retry;
pub mod service_worker;
pub mod signals;
pub mod storage;
pub mod trusted_types;
