//! Page of a programme.

pub mod about;
pub mod content;
pub mod fact_icon;
pub mod funding;
pub mod level_meter;
pub mod missing;
pub mod offer_card;
pub mod page;
pub mod similar;
pub mod similar_list;
pub mod texts;
pub mod tools;
