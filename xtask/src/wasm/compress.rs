//! Compression as a server would have it prepared beforehand.

use crate::process::Result;

/// Best quality, a window of 4 MiB.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

/// The bytes in brotli.
pub(crate) fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut output, &parameters)?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_shortens_what_repeats() -> Result {
        assert!(compressed(&[b'a'; 10_000])?.len() < 100);
        Ok(())
    }
}
