//! The live application of the signed-in person: pages say that the person has applied, instead of inviting them again.

pub mod notice;
pub mod texts;
