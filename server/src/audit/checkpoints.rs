//! Checkpoints of the audit log: made while serving and on demand, and kept in a file outside the database too, so that a
//! log that is cut short together with its checkpoints is found out.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::audit::chain::{ChainError, Checkpoint, Verifier};
use crate::platform::clock::Clock;
use crate::platform::data_dir::SigningKeys;
use crate::platform::store::{Store, StoreError};
use rules::signed::PublicKey;

/// A checkpoint is due once so many entries have no signature.
const EVERY: i64 = 100;

/// How often a server looks whether one is due, or whether another server made one.
const LOOK: Duration = Duration::from_secs(10);

/// How many entries are read at a time.
const BATCH: u32 = 1_000;

/// Error of making or verifying checkpoints.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The checkpoint file outside the database cannot be read or written.
    #[error("file of checkpoints: {0}")]
    File(#[from] io::Error),
    /// The log was changed.
    #[error(transparent)]
    Chain(#[from] ChainError),
}

/// What a log that verifies holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Its entries.
    pub entries: i64,
    /// Those that a checkpoint vouches for.
    pub covered: i64,
}

/// Reads the whole log and compares it with its head and with every checkpoint, those in `outside` among them.
///
/// # Errors
/// [`CheckpointError::ChainError`] names the first entry that is not what was written.
pub async fn verify(store: &Store, outside: Vec<Checkpoint>, keys: &[PublicKey]) -> Result<Verified, CheckpointError> {
    let checkpoints = store.audit_log().await?.checkpoints.into_iter().chain(outside).collect();
    let mut verifier = Verifier::new(checkpoints, keys)?;
    loop {
        let entries = store.audit_entries(verifier.taken(), BATCH).await?;
        for entry in &entries {
            verifier.take(entry)?;
        }
        // While servers write, the head may by now be ahead of what was read; it is never behind.
        let head = store.audit_log().await?.head;
        if entries.is_empty() || head.number <= verifier.taken() {
            let entries = verifier.taken();
            return Ok(Verified { entries, covered: verifier.finish(&head)? });
        }
    }
}

/// Signs the log's head where at least `every` entries have no signature, and brings the file up to date with the
/// database. Gives the number of the last checkpoint.
///
/// # Errors
/// [`CheckpointError`] where database or file fail.
pub async fn make(
    store: &Store,
    file: &Path,
    keys: &SigningKeys,
    now_ms: i64,
    every: i64,
) -> Result<i64, CheckpointError> {
    let log = store.audit_log().await?;
    let signed = log.checkpoints.last().map_or(0, |last| last.number);
    let mut checkpoints = log.checkpoints;
    if log.head.number >= signed + every.max(1) {
        let new = Checkpoint::sign(&log.head, now_ms, &keys.signing).map_err(|_| StoreError::Corrupt("audit_head"))?;
        // Another server may have signed the same head; then its checkpoint is copied the next time.
        if store.keep_checkpoint(&new).await? {
            checkpoints.push(new);
        }
    }
    let kept = read(file)?.last().map_or(0, |last| last.number);
    let lacking: Vec<&Checkpoint> = checkpoints.iter().filter(|checkpoint| checkpoint.number > kept).collect();
    append(file, &lacking)?;
    Ok(checkpoints.last().map_or(0, |last| last.number))
}

/// Makes checkpoints while a server runs.
pub async fn keep_making(store: Store, file: std::path::PathBuf, keys: SigningKeys, clock: Clock) {
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(cause) = make(&store, &file, &keys, clock.now().timestamp_millis(), EVERY).await {
            tracing::error!(%cause, "no checkpoint of the audit log");
        }
    }
}

/// The checkpoints in a file, the oldest first; none where there is no file.
///
/// # Errors
/// Whatever the file system says; [`io::ErrorKind::InvalidData`] where a line is no checkpoint.
pub fn read(file: &Path) -> io::Result<Vec<Checkpoint>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(cause),
    };
    let lines =
        text[..whole_lines(text.as_bytes())].lines().map(|line| serde_json::from_str(line).map_err(io::Error::from));
    lines.collect()
}

/// How many bytes whole lines take up. A line that a power cut left without its end was not acknowledged to anybody.
fn whole_lines(text: &[u8]) -> usize {
    text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

fn append(file: &Path, checkpoints: &[&Checkpoint]) -> io::Result<()> {
    if checkpoints.is_empty() {
        return Ok(());
    }
    let mut lines = String::new();
    for checkpoint in checkpoints {
        lines += &serde_json::to_string(checkpoint)?;
        lines.push('\n');
    }
    let mut file = File::options().create(true).read(true).append(true).open(file)?;
    let mut before = Vec::new();
    file.read_to_end(&mut before)?;
    if whole_lines(&before) < before.len() {
        // Written behind a line without its end, the first new one would be unreadable, and with it the whole file.
        file.set_len(whole_lines(&before) as u64)?;
    }
    file.write_all(lines.as_bytes())?;
    file.sync_all()
}
