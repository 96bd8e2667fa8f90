//! Times of attempts to submit that the server has not accepted yet. A repeated attempt counts from the first one: a
//! server that was busy at 23:59 must not refuse the same application at 00:00.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use rules::hash::{Hash, sha256};

/// How long a first attempt counts.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// Most attempts in memory, about 8 MB; more make the server forget the oldest.
const MOST: usize = 65_536;

/// Times of first attempts, in the memory of one process.
#[derive(Debug, Default)]
pub struct FirstAttempts(Mutex<Attempts>);

#[derive(Debug, Default)]
struct Attempts {
    times: HashMap<Hash, DateTime<Utc>>,
    /// Oldest first.
    order: VecDeque<Hash>,
}

impl FirstAttempts {
    /// Notes an attempt at an instant and returns the instant of the first attempt of this person with the same
    /// idempotency key and the same body.
    pub(crate) fn first(&self, person: &str, key: &str, body: &str, at: DateTime<Utc>) -> DateTime<Utc> {
        let attempt = sha256(&[person.as_bytes(), b"\n", key.as_bytes(), b"\n", body.as_bytes()]);
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.forget_old(at);
        if let Some(first) = attempts.times.get(&attempt) {
            return *first;
        }
        if attempts.order.len() >= MOST {
            attempts.forget_oldest();
        }
        attempts.times.insert(attempt, at);
        attempts.order.push_back(attempt);
        at
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

    #[test]
    fn repeated_attempt_counts_from_the_first() {
        let attempts = FirstAttempts::default();
        assert_eq!(attempts.first("anna", "key", "{}", minute(0)), minute(0));
        assert_eq!(attempts.first("anna", "key", "{}", minute(59)), minute(0));
    }

    #[test]
    fn other_person_key_or_body_is_another_attempt() {
        let attempts = FirstAttempts::default();
        attempts.first("anna", "key", "{}", minute(0));
        for (person, key, body) in [("toms", "key", "{}"), ("anna", "other", "{}"), ("anna", "key", "{ }")] {
            assert_eq!(attempts.first(person, key, body, minute(1)), minute(1), "{person} {key} {body}");
        }
    }

    #[test]
    fn attempt_counts_for_less_than_an_hour() {
        let attempts = FirstAttempts::default();
        attempts.first("anna", "key", "{}", minute(0));
        assert_eq!(attempts.first("anna", "key", "{}", minute(60)), minute(60));
        assert_eq!(attempts.0.lock().unwrap().order.len(), 1);
    }

    #[test]
    fn full_memory_forgets_the_oldest_attempt() {
        let attempts = FirstAttempts::default();
        for number in 0..=MOST {
            attempts.first("anna", &number.to_string(), "{}", minute(0));
        }
        assert_eq!(attempts.0.lock().unwrap().times.len(), MOST);
        assert_eq!(attempts.first("anna", "1", "{}", minute(1)), minute(0));
        assert_eq!(attempts.first("anna", "0", "{}", minute(1)), minute(1));
    }
}
