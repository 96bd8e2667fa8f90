//! The server's only source of randomness: the operating system.

use std::fmt::Write as _;

/// The operating system returned no random bytes; whatever needs them must fail.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes from the operating system: {0}")]
pub struct RandomnessError(getrandom::Error);

/// Returns `N` random bytes.
///
/// # Errors
/// [`RandomnessError`] if the operating system returns none.
#[allow(clippy::disallowed_methods, reason = "this is the file that draws random bytes")]
pub fn bytes<const N: usize>() -> Result<[u8; N], RandomnessError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(RandomnessError)?;
    Ok(bytes)
}

/// Returns whether a text has the form of a [`secret`].
pub fn is_secret(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// Secret of 32 random bytes in hexadecimal, for cookies and states.
///
/// # Errors
/// [`RandomnessError`] if the operating system returns none.
pub fn secret() -> Result<String, RandomnessError> {
    let mut text = String::with_capacity(64);
    for byte in bytes::<32>()? {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

// Crockford's alphabet: no letter looks like another letter or a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Identifier of 80 random bits that can be read aloud: `7k2m-9xqt-04bd-h1cz`.
///
/// # Errors
/// [`RandomnessError`] if the operating system returns none.
pub fn id() -> Result<String, RandomnessError> {
    let letters: String = bytes::<16>()?.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    Ok([&letters[..4], &letters[4..8], &letters[8..12], &letters[12..]].join("-"))
}
