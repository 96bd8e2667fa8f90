//! The product in a real browser: every spec runs against a server and a session of its own.

mod account;
mod drafts;
mod harness;
mod main_path;
mod mistakes;
mod old_browsers;
mod pages;
mod refusals;
mod resilience;
mod screens;
mod steps;
mod verify;
mod window;
