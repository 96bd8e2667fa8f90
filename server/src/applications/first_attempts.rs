//! Times of attempts to submit that the server could not process. A repeated attempt counts from the first one: a
//! server that was busy at 23:59 must not refuse the same application at 00:00.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use rules::hash::sha256;

/// How long a first attempt counts.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// Most attempts in memory, about 30 MB; more make the server forget the oldest.
const MOST: usize = 262_144;

/// Times of first attempts, in the memory of one process.
#[derive(Debug, Default)]
pub struct FirstAttempts(Mutex<Attempts>);

#[derive(Debug, Default)]
struct Attempts {
    times: HashMap<AttemptId, DateTime<Utc>>,
    /// Oldest first.
    order: VecDeque<AttemptId>,
}

/// Session and idempotency key of an attempt, as a hash. The server knows both before any work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AttemptId([u8; 32]);

impl AttemptId {
    pub(crate) fn of(token_hash: &str, key: &str) -> Self {
        Self(sha256(&[token_hash.as_bytes(), b"\n", key.as_bytes()]).0)
    }
}

impl FirstAttempts {
    /// Returns the time of the first attempt that the server could not process; `now` if this is the first.
    pub(crate) fn time(&self, attempt: AttemptId, now: DateTime<Utc>) -> DateTime<Utc> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.forget_old(now);
        attempts.times.get(&attempt).copied().unwrap_or(now)
    }

    /// Notes that the server could not process an attempt; the time of an earlier one stays.
    pub(crate) fn note_failure(&self, attempt: AttemptId, at: DateTime<Utc>) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.times.contains_key(&attempt) {
            return;
        }
        if attempts.order.len() >= MOST {
            attempts.forget_oldest();
        }
        attempts.times.insert(attempt, at);
        attempts.order.push_back(attempt);
    }
}

impl Attempts {
    fn forget_old(&mut self, now: DateTime<Utc>) {
        let is_old = |time: &DateTime<Utc>| now - *time >= KEPT;
        while self.order.front().is_some_and(|oldest| self.times.get(oldest).is_none_or(is_old)) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some(oldest) = self.order.pop_front() {
            self.times.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn id(key: &str) -> AttemptId {
        AttemptId::of("anna", key)
    }

    #[test]
    fn repeated_attempt_counts_from_the_first() {
        let attempts = FirstAttempts::default();
        assert_eq!(attempts.time(id("key"), minute(0)), minute(0));
        assert_eq!(attempts.time(id("key"), minute(1)), minute(1), "none has failed");
        attempts.note_failure(id("key"), minute(1));
        attempts.note_failure(id("key"), minute(2));
        assert_eq!(attempts.time(id("key"), minute(60)), minute(1));
    }

    #[test]
    fn other_session_or_key_is_another_attempt() {
        let attempts = FirstAttempts::default();
        attempts.note_failure(id("key"), minute(0));
        for (session, key) in [("toms", "key"), ("anna", "other")] {
            assert_eq!(attempts.time(AttemptId::of(session, key), minute(1)), minute(1), "{session} {key}");
        }
    }

    #[test]
    fn attempt_counts_for_less_than_an_hour() {
        let attempts = FirstAttempts::default();
        attempts.note_failure(id("key"), minute(0));
        assert_eq!(attempts.time(id("key"), minute(59)), minute(0));
        assert_eq!(attempts.time(id("key"), minute(60)), minute(60));
        assert_eq!(attempts.0.lock().unwrap().order.len(), 0);
    }

    #[test]
    fn full_memory_forgets_the_oldest_attempt() {
        let attempts = FirstAttempts::default();
        for number in 0..=MOST {
            attempts.note_failure(id(&number.to_string()), minute(0));
        }
        assert_eq!(attempts.0.lock().unwrap().times.len(), MOST);
        assert_eq!(attempts.time(id("1"), minute(1)), minute(0));
        assert_eq!(attempts.time(id("0"), minute(1)), minute(1));
    }
}
