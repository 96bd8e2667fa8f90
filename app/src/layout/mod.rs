//! Layout of all pages: header, banners, footer.

pub mod app_layout;
pub mod demo_banner;
pub mod emblem;
pub mod footer;
pub mod header;
pub mod main_element;
pub mod static_part;
pub mod texts;
