//! Brotli compression of the built files; the server sends them as they are.

use crate::process::Result;

/// Best quality.
const QUALITY: i32 = 11;
/// Base-2 logarithm of the window: 4 MiB.
const WINDOW: i32 = 22;

/// Compresses bytes with brotli.
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
    fn repetitive_input_is_compressed() -> Result {
        assert!(compressed(&[b'a'; 10_000])?.len() < 100);
        Ok(())
    }
}
