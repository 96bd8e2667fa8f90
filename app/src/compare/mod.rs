//! Comparison of up to three programmes.

pub mod bar;
pub mod page;
pub mod rows;
pub mod selection;
pub mod table;
pub mod texts;
pub mod toggle;
