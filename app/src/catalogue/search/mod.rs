//! Full-text search of the catalogue in the browser.

pub mod dictionary;
pub mod matching;
pub mod stem;
#[cfg(test)]
mod tests;
pub mod typo;
