//! Messages in the account, and the outbox of what is sent outside.

pub(crate) mod routes;
pub(crate) mod store;
