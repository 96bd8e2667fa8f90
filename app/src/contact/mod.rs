//! Contact data of the agency: in the footer, below every step of the forms, and in the information pages.

pub mod lines;
pub mod need_help;
pub mod sites;
pub mod texts;
