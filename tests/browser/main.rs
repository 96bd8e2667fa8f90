//! The product in a real browser: every spec runs against a server and a session of its own.

mod harness;
mod screens;
mod smoke;
