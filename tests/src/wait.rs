//! Waiting for what a page or server is about to do: by looking again and again, never for a fixed time.

use std::fmt::Display;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};

/// How long to look before giving up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Repeats a look until it succeeds.
///
/// # Errors
/// After [`PATIENCE`], what was waited for and why the last look failed.
pub async fn until<T>(what: impl Display, mut look: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        match look().await {
            Ok(found) => return Ok(found),
            Err(why) if start.elapsed() > PATIENCE => {
                let seconds = PATIENCE.as_secs();
                return Err(Failure::new(format!("waited {seconds} s for {what}")).and(why));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
