//! `imk verify --all`: replays every stored decision and lists the applications that differ.

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::applications::replay;

pub(super) fn run(database: &DatabaseArgs) -> Result<(), Failure> {
    let data = database.data()?;
    let keys = data.receipt_keys().map_err(Failure::bad)?;
    let report = block_on(async {
        let store = database.store(&data).await?;
        let report = replay::verify_all(&store, &keys.public).await.map_err(Failure::bad)?;
        store.close().await;
        Ok(report)
    })?;
    for (application, difference) in &report.differences {
        println!("{application}: {difference}");
    }
    println!("decisions {}, differences {}", report.decisions, report.differences.len());
    if report.differences.is_empty() { Ok(()) } else { Err(Failure::Negative("decisions differ".to_owned())) }
}
