//! Components. They take props and callbacks; they neither fetch data nor navigate.

pub mod back_link;
pub mod button;
pub mod checkbox;
pub mod chips;
pub mod date_entry;
pub mod date_input;
pub mod download_link;
pub mod erased;
pub mod error_summary;
pub mod field;
pub mod file_input;
pub mod icon;
pub mod link;
pub mod notice;
pub mod page;
pub mod radio_group;
pub mod status;
pub mod summary_list;
pub mod text_area;
pub mod text_input;
pub mod timeline;
