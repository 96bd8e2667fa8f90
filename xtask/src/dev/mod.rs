//! Commands for development: run, watch, measure, take screenshots.

pub(crate) mod bench;
pub(crate) mod run;
pub(crate) mod screens;
pub(crate) mod size;
pub(crate) mod watch;
