//! The call and the keys of confirmations.

use rules::wire::{CallStatus, Keys};

use super::error::ApiError;
use super::transport;

/// The call that is served, and the server's clock.
///
/// # Errors
/// [`ApiError`].
pub async fn get() -> Result<CallStatus, ApiError> {
    transport::get("/call").await
}

/// The public keys under which confirmations verify.
///
/// # Errors
/// [`ApiError`].
pub async fn keys() -> Result<Keys, ApiError> {
    transport::get("/keys").await
}
