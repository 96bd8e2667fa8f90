//! `imk birth-date`: corrects a declared birth date and records the operator.

use chrono::NaiveDate;
use clap::Args;
use rules::birth_date;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use super::person;
use crate::platform::clock::Clock;
use crate::platform::random;

/// Arguments of `imk birth-date`.
#[derive(Debug, Args)]
pub(super) struct BirthDateArgs {
    /// The correct birth date, YYYY-MM-DD.
    #[arg(value_name = "DATE")]
    born: NaiveDate,
    /// The internal id of the person [default: a personal code on standard input].
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The operator, for the audit log.
    #[arg(long, value_name = "NAME", value_parser = super::input::non_empty)]
    by: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: BirthDateArgs) -> Result<(), Failure> {
    let BirthDateArgs { born, person, by, database } = args;
    let (data, now) = (database.data()?, Clock::system().now());
    if birth_date::problem_at(born, now).is_some() {
        return Err(Failure::bad(format!("{born}: not a possible birth date of an applicant")));
    }
    let corrected = block_on(async {
        let store = database.store(&data).await?;
        let person = person::named(person, &store, &data).await?;
        let audit_id = random::id().map_err(Failure::bad)?;
        let corrected = store.correct_birth_date(&person, born, &by, &audit_id, now).await.map_err(Failure::bad)?;
        store.close().await;
        Ok(corrected)
    })?;
    if corrected {
        println!("birth date corrected");
        Ok(())
    } else {
        Err(Failure::Negative("the person has no declared birth date".to_owned()))
    }
}
