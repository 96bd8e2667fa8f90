//! The live application of the signed-in person: the form says that the person has applied, instead of
//! inviting them again.

pub mod blocking;
pub mod notice;
pub mod texts;
