//! How often somebody may ask: each signed-in person by themselves, and whoever is not signed in only for what begins a
//! sign-in, by address. Carriers put thousands of people behind one address, so nothing else is limited by it.
//!
//! Each server counts for itself: behind a balancer with N servers a person has up to N times as much.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

use api::ApiProblem;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

use crate::platform::error::ApiError;
use crate::state::AppState;

/// Where proxies write down whom they speak for, each at the end.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who asked how often lately.
#[derive(Debug)]
pub struct Limits {
    people: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    trusted_proxies: Vec<IpNet>,
}

impl Limits {
    /// Limits by the minute; all of a minute may come at once. 0 counts as 1.
    pub fn new(requests_per_person: u32, sign_ins_per_address: u32, trusted_proxies: Vec<IpNet>) -> Self {
        let a_minute = |number| Quota::per_minute(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN));
        Self {
            people: RateLimiter::keyed(a_minute(requests_per_person)),
            addresses: RateLimiter::keyed(a_minute(sign_ins_per_address)),
            trusted_proxies,
        }
    }

    /// Counts a request of a signed-in person.
    ///
    /// # Errors
    /// [`ApiProblem::TooManyRequests`] where it is one too many.
    pub fn count_person(&self, person: &str) -> Result<(), ApiProblem> {
        count(&self.people, &person.to_owned())
    }

    /// Counts a step of a sign-in from `peer`, or from whom a trusted proxy speaks for.
    ///
    /// # Errors
    /// [`ApiProblem::TooManyRequests`] where it is one too many.
    pub fn count_sign_in(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), ApiProblem> {
        count(&self.addresses, &household(client(peer, headers, &self.trusted_proxies)))
    }

    /// Forgets those who have not asked for a while, so that the memory this takes stays small.
    pub fn forget(&self) {
        self.people.retain_recent();
        self.addresses.retain_recent();
    }
}

/// A step of a sign-in; as an argument of a handler it counts against the address it comes from.
#[derive(Clone, Copy, Debug)]
pub struct SignInStep;

impl FromRequestParts<AppState> for SignInStep {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        // Without a socket there is no address; then everybody counts together, and nobody is let past.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        state.limits.count_sign_in(peer, &parts.headers)?;
        Ok(Self)
    }
}

fn count<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), ApiProblem> {
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(limiter.clock().now());
        ApiProblem::TooManyRequests { retry_after: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
    })
}

/// The address a request comes from: the last one in `X-Forwarded-For` that no trusted proxy has, where a trusted proxy
/// brought it. What stands before was written by the client and may be anything.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let mut address = peer.to_canonical();
    let lines: Vec<_> = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok()).collect();
    for named in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Ok(named) = named.trim().parse::<IpAddr>() else { break };
        if !is_trusted(address) {
            break;
        }
        address = named.to_canonical();
    }
    address
}

/// One household has at least 64 bits of IPv6 addresses for itself.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "127.0.0.1/32".parse().unwrap()];
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_choose_an_address() {
        assert_eq!(from("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", &["198.51.100.1", "203.0.113.9, 10.2.0.1"]), "203.0.113.9");
    }

    #[test]
    fn what_a_trusted_proxy_wrote_is_believed_until_it_makes_no_sense() {
        assert_eq!(from("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(from("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", &["unknown"]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, unknown, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(from("127.0.0.1", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn ipv6_addresses_of_one_household_count_together() {
        let of = |text: &str| household(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }

    #[test]
    fn one_request_too_many_is_refused_with_a_time_and_another_person_is_not() {
        let limits = Limits::new(3, 2, Vec::new());
        for _ in 0..3 {
            assert_eq!(limits.count_person("anna"), Ok(()));
        }
        assert_eq!(limits.count_person("anna"), Err(ApiProblem::TooManyRequests { retry_after: 20 }));
        assert_eq!(limits.count_person("toms"), Ok(()));
        limits.forget();
        assert!(limits.count_person("anna").is_err(), "what was just counted is not forgotten");
    }

    #[test]
    fn sign_ins_are_counted_by_address_alone() {
        let (limits, headers) = (Limits::new(1, 2, Vec::new()), HeaderMap::new());
        let (here, there) = ("203.0.113.9".parse().unwrap(), "203.0.113.10".parse().unwrap());
        assert!((0..2).all(|_| limits.count_sign_in(here, &headers).is_ok()));
        assert!(limits.count_sign_in(here, &headers).is_err());
        assert!(limits.count_sign_in(there, &headers).is_ok());
    }
}
