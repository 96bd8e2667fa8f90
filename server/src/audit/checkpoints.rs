//! Checkpoints of the audit log: created while the server runs and on demand, and also stored in a file outside the
//! database, so that a log truncated together with its checkpoints is detected.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::audit::chain::{ChainError, Checkpoint, Verifier};
use crate::platform::clock::Clock;
use crate::platform::data_dir::SigningKeys;
use crate::platform::store::{Store, StoreError};
use rules::signed::PublicKey;

/// Number of unsigned entries after which a checkpoint is due.
const EVERY: i64 = 100;

/// Interval between checks for due checkpoints and for checkpoints of other servers.
const LOOK: Duration = Duration::from_secs(10);

/// Entries read per query.
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

/// Extent of a verified log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Number of entries.
    pub entries: i64,
    /// Number of the last entry covered by a checkpoint.
    pub covered: i64,
}

/// Verifies the whole log against its head and every checkpoint, including those in `outside`.
///
/// # Errors
/// [`CheckpointError::Chain`] with the first changed entry.
pub async fn verify(store: &Store, outside: Vec<Checkpoint>, keys: &[PublicKey]) -> Result<Verified, CheckpointError> {
    let checkpoints = store.audit_log().await?.checkpoints.into_iter().chain(outside).collect();
    let mut verifier = Verifier::new(checkpoints, keys)?;
    loop {
        let entries = store.audit_entries(verifier.taken(), BATCH).await?;
        for entry in &entries {
            verifier.take(entry)?;
        }
        // Servers may have appended entries since the last query, so the head may be ahead, but never behind.
        let head = store.audit_log().await?.head;
        if entries.is_empty() || head.number <= verifier.taken() {
            let entries = verifier.taken();
            return Ok(Verified { entries, covered: verifier.finish(&head)? });
        }
    }
}

/// Signs the head of the log if at least `every` entries are unsigned, and appends missing checkpoints of the
/// database to the file. Returns the number of the last checkpoint.
///
/// # Errors
/// [`CheckpointError`] if the database or the file fails.
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
        // If another server has signed the same head, the next run copies its checkpoint.
        if store.keep_checkpoint(&new).await? {
            checkpoints.push(new);
        }
    }
    let kept = read(file)?.last().map_or(0, |last| last.number);
    let lacking: Vec<&Checkpoint> = checkpoints.iter().filter(|checkpoint| checkpoint.number > kept).collect();
    append(file, &lacking)?;
    Ok(checkpoints.last().map_or(0, |last| last.number))
}

/// Creates checkpoints while the server runs.
pub async fn keep_making(store: Store, file: std::path::PathBuf, keys: SigningKeys, clock: Clock) {
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(cause) = make(&store, &file, &keys, clock.now().timestamp_millis(), EVERY).await {
            tracing::error!(%cause, "failed to create a checkpoint of the audit log");
        }
    }
}

/// Reads the checkpoints in a file, oldest first; none if the file does not exist.
///
/// # Errors
/// File system errors; [`io::ErrorKind::InvalidData`] if a line is not a checkpoint.
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

/// Length of the complete lines in bytes. An incomplete last line after a power failure was never acknowledged.
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
        // A line appended to an incomplete one would make the whole file unreadable.
        file.set_len(whole_lines(&before) as u64)?;
    }
    file.write_all(lines.as_bytes())?;
    file.sync_all()
}
