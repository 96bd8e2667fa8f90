//! Integrity of stored data: always on SQLite, and on PostgreSQL if `IMK_TEST_POSTGRES_URL` names a server whose role
//! may create databases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first failure")]

mod accounts;
mod audit_log;
mod backups;
mod canaries;
mod commands;
mod database_connection;
mod databases;
mod draft_hand_off;
mod faults;
mod group_commit;
mod invariants;
mod key_rotation;
mod migrations;
mod people;
mod processes;
mod race;
mod replay;
mod seats;
