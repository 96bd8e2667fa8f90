//! Storage entry that exists while a person is signed in, so that the tabs of a browser notice a sign-in and a
//! sign-out.

use ui::platform::storage::{self, PREFIX};

/// Name of the entry; the entry script reads it too.
pub fn name() -> String {
    format!("{PREFIX}session")
}

/// Time of the sign-in as this browser has stored it.
pub fn read() -> Option<String> {
    storage::read(&name())
}
