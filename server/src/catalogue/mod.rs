//! The call, its programmes, and the seats of their study groups.

pub mod call_pack;
pub(crate) mod routes;
pub mod store;
