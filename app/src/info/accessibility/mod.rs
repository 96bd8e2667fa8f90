//! The accessibility statement.

pub mod page;
pub mod report;
mod results;
pub mod run;
