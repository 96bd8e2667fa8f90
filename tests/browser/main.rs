//! The product in a real browser: every spec runs against a server and a session of its own.

mod account;
mod canaries;
mod catalogue;
mod course;
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
mod served;
mod shell;
mod sign_in_ending;
mod steps;
mod stop;
mod together;
mod updates;
mod verify;
mod window;
