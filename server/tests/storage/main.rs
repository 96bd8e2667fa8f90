//! What must hold of the stored data whatever happens to it: on SQLite always, on PostgreSQL where
//! `IMK_TEST_POSTGRES_URL` names one whose role may create databases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod accounts;
mod audit_log;
mod backups;
mod canaries;
mod commands;
mod databases;
mod decisions;
mod hand_over;
mod invariants;
mod keys;
mod migrations;
mod people;
mod places;
mod processes;
mod race;
mod way;
