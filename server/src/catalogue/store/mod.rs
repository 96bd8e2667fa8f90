//! Tables of call packs and study groups.

pub(crate) mod call_packs;
pub(crate) mod seats;

pub use seats::StoredSeat;
