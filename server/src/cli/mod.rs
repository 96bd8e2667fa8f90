//! The operators' command line. An invalid value gets one line on standard error and exit code 2.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod audit;
mod backup;
mod birth_date;
mod check_call;
mod config;
mod database;
mod decide;
mod failure;
mod input;
mod migrate;
mod person;
mod role;
mod rotate_keys;
mod serve;
mod settings_args;
mod sign_out;
mod verify;
mod verify_all;

use failure::Failure;
pub use settings_args::SettingsArgs;

/// Backend of the learning account and its tools.
#[derive(Debug, Parser)]
#[command(name = "imk", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the pages. Without arguments: a demonstration on http://127.0.0.1:8080.
    Serve(Box<SettingsArgs>),
    /// Check the configuration without starting a server.
    Config {
        #[command(subcommand)]
        command: config::ConfigCommand,
    },
    /// Decide: facts as JSON lines on standard input, decisions as JSON lines on standard output.
    Decide {
        /// A call by name (2025-06), or the path of a call pack.
        #[arg(long, value_name = "NAME|FILE")]
        call: String,
    },
    /// Verify a receipt, and replay its decision if it has the holder's part; or replay every stored decision.
    Verify {
        /// Receipt.
        #[arg(required_unless_present = "all", requires = "keys")]
        file: Option<PathBuf>,
        /// Replay every decision in the database, instead of one in a file.
        #[arg(long, conflicts_with_all = ["file", "keys", "call"])]
        all: bool,
        #[command(flatten)]
        database: database::DatabaseArgs,
        /// The public keys, as `GET /api/v1/keys` returns them.
        #[arg(long, value_name = "FILE")]
        keys: Option<PathBuf>,
        /// A call by name, or the path of a call pack [default: the call of the receipt].
        #[arg(long, value_name = "NAME|FILE")]
        call: Option<String>,
    },
    /// Write the whole database into one encrypted file; servers may keep running.
    Backup(backup::BackupArgs),
    /// Restore a backup file into an empty database.
    Restore(backup::BackupArgs),
    /// Re-encrypt columns with the newest key; servers may keep running, and an interrupted run can be resumed.
    RotateKeys(rotate_keys::RotateKeysArgs),
    /// Verify the audit log, or sign a checkpoint.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Apply missing migrations to a database, and print them.
    Migrate(database::DatabaseArgs),
    /// Grant, revoke and list roles.
    Role {
        #[command(subcommand)]
        command: role::RoleCommand,
    },
    /// Correct a declared birth date of a person, given by --person or by a personal code on standard input.
    BirthDate(birth_date::BirthDateArgs),
    /// End every session of a person, given by internal id or by a personal code on standard input.
    SignOut(sign_out::SignOutArgs),
    /// Check a call pack and name the invalid field.
    CheckCall {
        /// The call pack.
        file: PathBuf,
    },
}

/// Parses the arguments, runs the command and returns the exit code.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse_arguments(&error),
    };
    let done = match cli.command {
        Command::Serve(args) => serve::run(&args),
        Command::Config { command } => config::run(&command),
        Command::Decide { call } => decide::run(&call),
        Command::Verify { file: Some(file), keys: Some(keys), call, .. } => verify::run(&file, &keys, call.as_deref()),
        Command::Verify { database, .. } => verify_all::run(&database),
        Command::Backup(args) => backup::backup(&args),
        Command::Restore(args) => backup::restore(&args),
        Command::RotateKeys(args) => rotate_keys::run(&args),
        Command::Audit(audit) => audit::run(&audit),
        Command::Migrate(args) => migrate::run(&args),
        Command::Role { command } => role::run(command),
        Command::BirthDate(args) => birth_date::run(args),
        Command::SignOut(args) => sign_out::run(args),
        Command::CheckCall { file } => check_call::run(&file),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Negative(reason)) => say(&reason, 1),
        Err(Failure::BadValue(reason)) => say(&reason, 2),
    }
}

fn say(reason: &str, code: u8) -> ExitCode {
    eprintln!("imk: {reason}");
    ExitCode::from(code)
}

/// Prints help and version completely, and only the first line of an error.
fn refuse_arguments(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    say(&format!("{first} (see imk --help)"), 2)
}
