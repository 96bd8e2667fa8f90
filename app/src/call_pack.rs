//! The call whose pages these are: its pack is compiled in, so that verdicts need no network.

use std::sync::LazyLock;

use rules::call::{Call, CallError, JUNE_2025};

static CALL: LazyLock<Result<Call, CallError>> = LazyLock::new(|| Call::parse(JUNE_2025.as_bytes()));

/// The call, read once.
///
/// # Errors
/// Never in a tested build: the pack is part of it, and a test reads it.
pub fn current() -> Result<&'static Call, &'static CallError> {
    CALL.as_ref()
}

#[cfg(test)]
mod tests {
    #[test]
    fn compiled_in_pack_is_sound() {
        assert_eq!(super::current().unwrap().id, "2025-06");
    }
}
