//! Reads text files that an operator or a provider has written, possibly on Windows.

use std::fs;
use std::io;
use std::path::Path;

use rules::typed_text;

/// Reads a file as [`typed_text::decode`] and [`typed_text::document`] do.
///
/// # Errors
/// File system errors; [`io::ErrorKind::InvalidData`] names the encoding as the cause.
pub fn read(file: &Path) -> io::Result<String> {
    decode(&fs::read(file)?)
}

fn decode(bytes: &[u8]) -> io::Result<String> {
    let text = typed_text::decode(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(typed_text::document(&text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_from_windows_is_read_like_any_other() {
        let text = "{\"nosaukums\":\"Žurnāls\"}";
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        let marked = format!("\u{feff}{text}\r\n");
        for bytes in [text.as_bytes(), marked.as_bytes(), &wide(u16::to_le_bytes), &wide(u16::to_be_bytes)] {
            assert_eq!(decode(bytes).unwrap(), text);
        }
    }

    #[test]
    fn other_encodings_are_named_as_the_cause() {
        for (bytes, cause) in [
            (b"\xde\xfernals".as_slice(), "not UTF-8"),
            (b"\xff\xfea", "odd number of bytes"),
            (b"\xff\xfe\x00\xd8", "not UTF-16"),
        ] {
            let error = decode(bytes).unwrap_err();
            assert!(error.to_string().contains(cause), "{error}");
        }
    }
}
