//! The topics of the programmes on the first page.

pub mod icons;
pub mod section;
pub mod texts;
