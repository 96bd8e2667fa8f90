//! The server's randomness: the one place where it is drawn, from the operating system.

use std::fmt::Write as _;

/// Random bytes could not be had from the operating system; nothing that needs them may go on.
#[derive(Debug)]
pub struct NoRandomness(getrandom::Error);

impl std::fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no randomness from the operating system: {}", self.0)
    }
}

impl std::error::Error for NoRandomness {}

/// `N` random bytes.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
#[allow(clippy::disallowed_methods, reason = "this is the file that draws random bytes")]
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

/// A secret of 32 random bytes in hexadecimal, for cookies and states.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn secret() -> Result<String, NoRandomness> {
    let mut text = String::with_capacity(64);
    for byte in bytes::<32>()? {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

// Crockford's alphabet: no letter can be read as another or as a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// An identifier of 80 random bits that can be read aloud: `7k2m-9xqt-04bd-h1cz`.
///
/// # Errors
/// [`NoRandomness`] where the operating system gives none.
pub fn id() -> Result<String, NoRandomness> {
    let letters: String = bytes::<16>()?.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    Ok([&letters[..4], &letters[4..8], &letters[8..12], &letters[12..]].join("-"))
}
