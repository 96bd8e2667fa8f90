//! Waiting for a page or server: by polling, never for a fixed time.

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
/// After [`PATIENCE`], the awaited condition and the reason of the last failure.
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
