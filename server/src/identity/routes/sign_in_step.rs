//! Rate limit of sign-in requests.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::platform::error::ApiError;
use crate::state::AppState;

/// Extractor that counts a sign-in request against the rate limit of its address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInStep;

impl FromRequestParts<AppState> for SignInStep {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        // Without a socket there is no address: all such requests share one limit.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        state.limits.count_sign_in(peer, &parts.headers)?;
        Ok(Self)
    }
}
