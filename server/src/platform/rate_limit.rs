//! Rate limits: per signed-in person, and per address for sign-in requests. Carriers share one address among thousands
//! of people, so no other request is limited by address.
//!
//! Each server counts by itself: behind a load balancer with N servers a person has up to N times the limit.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use api::ApiProblem;
use axum::http::{HeaderMap, HeaderName};
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

/// Header to which each proxy appends the address of its client.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Recent requests by person and by address.
#[derive(Debug)]
pub struct RateLimits {
    people: DefaultKeyedRateLimiter<String>,
    /// By the first eight bytes of the hash of the session's secret, so that made-up cookies take little memory.
    sessions: DefaultKeyedRateLimiter<u64>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    trusted_proxies: Vec<IpNet>,
}

impl RateLimits {
    /// Creates limits per minute; a burst may use a whole minute's quota. 0 counts as 1.
    pub fn new(requests_per_person: u32, sign_ins_per_address: u32, trusted_proxies: Vec<IpNet>) -> Self {
        let a_minute = |number| Quota::per_minute(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN));
        Self {
            people: RateLimiter::keyed(a_minute(requests_per_person)),
            sessions: RateLimiter::keyed(a_minute(requests_per_person)),
            addresses: RateLimiter::keyed(a_minute(sign_ins_per_address)),
            trusted_proxies,
        }
    }

    /// Counts a request with a session, valid or not, by the hexadecimal hash of its secret. A session has the quota of
    /// its person.
    ///
    /// # Errors
    /// [`ApiProblem::TooManyRequests`] if the limit is exceeded.
    pub fn count_session(&self, token_hash: &str) -> Result<(), ApiProblem> {
        let start = token_hash.get(..16).and_then(|start| u64::from_str_radix(start, 16).ok());
        count(&self.sessions, &start.unwrap_or_default())
    }

    /// Counts a request of a signed-in person, over all their sessions.
    ///
    /// # Errors
    /// [`ApiProblem::TooManyRequests`] if the limit is exceeded.
    pub fn count_person(&self, person: &str) -> Result<(), ApiProblem> {
        count(&self.people, &person.to_owned())
    }

    /// Counts a sign-in request from `peer`, or from the client of a trusted proxy.
    ///
    /// # Errors
    /// [`ApiProblem::TooManyRequests`] if the limit is exceeded.
    pub fn count_sign_in(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), ApiProblem> {
        count(&self.addresses, &network_of(client(peer, headers, &self.trusted_proxies)))
    }

    /// Evicts keys without recent requests, to bound the memory.
    pub fn evict_idle(&self) {
        self.people.retain_recent();
        self.sessions.retain_recent();
        self.addresses.retain_recent();
    }
}

fn count<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), ApiProblem> {
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(limiter.clock().now());
        ApiProblem::TooManyRequests { retry_after: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
    })
}

/// Client address of a request: if the peer is a trusted proxy, the last address in `X-Forwarded-For` that is no
/// trusted proxy. Entries before it are written by the client and untrusted.
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

/// Counts IPv6 addresses by /64 prefix, the minimum size of one household's network.
fn network_of(address: IpAddr) -> IpAddr {
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
    fn untrusted_peer_cannot_choose_its_address() {
        assert_eq!(from("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", &["198.51.100.1", "203.0.113.9, 10.2.0.1"]), "203.0.113.9");
    }

    #[test]
    fn trusted_proxy_is_believed_until_an_invalid_entry() {
        assert_eq!(from("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(from("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", &["unknown"]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, unknown, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(from("127.0.0.1", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn ipv6_addresses_of_one_network_count_together() {
        let of = |text: &str| network_of(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }

    #[test]
    fn excess_request_is_rejected_and_other_people_are_not() {
        let limits = RateLimits::new(3, 2, Vec::new());
        for _ in 0..3 {
            assert_eq!(limits.count_person("anna"), Ok(()));
        }
        assert_eq!(limits.count_person("anna"), Err(ApiProblem::TooManyRequests { retry_after: 20 }));
        assert_eq!(limits.count_person("toms"), Ok(()));
        limits.evict_idle();
        assert!(limits.count_person("anna").is_err(), "a recent count is not evicted");
    }

    #[test]
    fn sign_ins_are_counted_by_address_only() {
        let (limits, headers) = (RateLimits::new(1, 2, Vec::new()), HeaderMap::new());
        let (here, there) = ("203.0.113.9".parse().unwrap(), "203.0.113.10".parse().unwrap());
        assert!((0..2).all(|_| limits.count_sign_in(here, &headers).is_ok()));
        assert!(limits.count_sign_in(here, &headers).is_err());
        assert!(limits.count_sign_in(there, &headers).is_ok());
    }
}
