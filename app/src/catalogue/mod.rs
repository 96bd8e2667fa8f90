//! Catalogue: list, search, filters, and the page of a programme.

pub mod cached_catalogue;
pub mod filter_panel;
pub mod filters;
pub mod incremental_render;
pub mod index;
pub mod page;
pub mod programme;
pub mod programme_card;
pub mod remembered;
pub mod results;
pub mod search;
pub mod searching;
pub mod sort;
pub mod sort_field;
pub mod sorting;
pub mod terms;
pub mod texts;
pub mod topic_links;
