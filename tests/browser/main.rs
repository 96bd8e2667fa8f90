//! The product in a real browser: every spec runs against a server and a session of its own.

mod account;
mod canaries;
mod catalogue;
mod drafts;
mod embedding;
mod everyone;
mod harness;
mod keyboard;
mod main_path;
mod mistakes;
mod offline;
mod old_browsers;
mod pages;
mod refusals;
mod resilience;
mod screens;
mod shell;
mod steps;
mod stop;
mod updates;
mod verify;
mod window;
