//! Prerendered text of the pages, written at build time for visitors without scripts and for search engines.

pub mod catalogue;
pub mod contact;
pub mod course;
pub mod files;
pub mod info;
pub mod landing;
pub mod pieces;
pub mod programme;
pub mod sections;
pub mod template;
pub mod text;
pub mod texts;
