//! Messages in the account, and the outbox for other channels.

pub(crate) mod routes;
pub(crate) mod store;
