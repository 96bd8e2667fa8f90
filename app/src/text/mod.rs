//! Sentences that several features share.

pub mod offer;
pub mod readings;
pub mod timetable;
