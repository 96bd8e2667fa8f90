//! Findings of an assessment and quotes of the clauses that they cite.

pub mod clause_quote;
pub mod list;
pub mod reading_note;
pub mod texts;
