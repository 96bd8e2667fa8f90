//! The questionnaire, one question per page, and its verdict. No answer leaves the browser.

pub mod headline;
pub mod hypothetical;
pub mod next_steps;
pub mod page;
pub mod question;
pub mod reminder;
pub mod step;
pub mod texts;
pub mod verdict;
pub mod what_if;
pub mod what_if_facts;
