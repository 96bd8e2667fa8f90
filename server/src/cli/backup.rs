//! `imk backup` and `imk restore`: the whole database to one encrypted file, and back into an empty database.

use std::path::{Path, PathBuf};

use clap::Args;

use super::database::{DatabaseArgs, block_on};
use super::failure::Failure;
use crate::platform::backup::{Reader, Writer};
use crate::platform::clock::Clock;
use crate::platform::data_dir::DataDir;
use crate::platform::store::{SchemaError, Store, StoreError, schema_version};

/// Arguments of `imk backup` and `imk restore`.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The backup file.
    file: PathBuf,
}

pub(super) fn backup(args: &BackupArgs) -> Result<(), Failure> {
    let data = args.database.data()?;
    let key = data.backup_key().map_err(Failure::bad)?;
    let records = block_on(async {
        let store = args.database.store(&data).await?;
        let records = write(&store, &args.file, &key).await?;
        store.close().await;
        Ok(records)
    })?;
    println!("{}: {records} rows, schema {}", args.file.display(), schema_version());
    Ok(())
}

/// Writes the backup to a temporary name and renames it at the end, so that an incomplete backup is never mistaken
/// for one.
async fn write(store: &Store, file: &Path, key: &[u8; 32]) -> Result<u64, Failure> {
    if file.exists() {
        return Err(Failure::bad(format!("{}: the file exists", file.display())));
    }
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let bad = |cause: &dyn std::fmt::Display| Failure::bad(format!("{}: {cause}", part.display()));
    // A backup that was killed leaves its part.
    match std::fs::remove_file(&part) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(bad(&cause)),
        _ => {}
    }
    let mut writer =
        Writer::create(&part, key, schema_version(), Clock::system().now()).map_err(|cause| bad(&cause))?;
    store.dump(|record| writer.add(&record)).await.map_err(Failure::bad)?;
    let records = writer.finish().map_err(|cause| bad(&cause))?;
    std::fs::rename(&part, file).map_err(|cause| bad(&cause))?;
    Ok(records)
}

pub(super) fn restore(args: &BackupArgs) -> Result<(), Failure> {
    let data = args.database.data()?;
    let key = data.backup_key().map_err(Failure::bad)?;
    let bad = |cause: std::io::Error| Failure::bad(format!("{}: {cause}", args.file.display()));
    // The file is checked completely before the database is opened.
    let reader = Reader::open(&args.file, &key).map_err(bad)?;
    let header = reader.header().clone();
    let records = reader.check().map_err(bad)?;
    if header.schema != schema_version() {
        let age = if header.schema < schema_version() { "an older" } else { "a newer" };
        let name = args.file.display();
        return Err(Failure::bad(format!(
            "{name}: schema {} belongs to {age} program: restore it with that program",
            header.schema
        )));
    }
    block_on(async {
        let store = empty(&args.database, &data).await?;
        let again = Reader::open(&args.file, &key).map_err(bad)?;
        let restored = store.restore(again).await.map_err(Failure::bad)?;
        store.close().await;
        println!("restored {restored} of {records} rows of the backup of {}", header.at.to_rfc3339());
        Ok(())
    })
}

/// Opens the target database: migrates it if it has no tables, and accepts otherwise only a migrated one.
async fn empty(database: &DatabaseArgs, data: &DataDir) -> Result<Store, Failure> {
    let (url, cipher) = (database.url(data), data.cipher().map_err(Failure::bad)?);
    match Store::open(&url, cipher.clone()).await {
        Err(StoreError::Schema(SchemaError::Older(1))) => Store::connect(&url, cipher).await.map_err(Failure::bad),
        opened => opened.map_err(Failure::bad),
    }
}
