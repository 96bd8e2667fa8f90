//! Reads text files that an operator or a provider has written, possibly on Windows.

use std::fs;
use std::io;
use std::path::Path;

/// Reads a file as text, without a byte order mark and without invisible characters and spaces at its ends. UTF-16 with
/// a byte order mark, in which Windows saves "Unicode" texts, is read too.
///
/// # Errors
/// File system errors; [`io::ErrorKind::InvalidData`] names the encoding as the cause.
pub fn read(file: &Path) -> io::Result<String> {
    decode(&fs::read(file)?)
}

fn decode(bytes: &[u8]) -> io::Result<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        bytes => str::from_utf8(bytes).map_err(|error| bad(&format!("not UTF-8: {error}")))?.to_owned(),
    };
    Ok(rules::typed_text::document(&text).to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> io::Result<String> {
    let (pairs, odd) = bytes.as_chunks();
    if !odd.is_empty() {
        return Err(bad("UTF-16 with an odd number of bytes"));
    }
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).map_err(|_| bad("not UTF-16, although the byte order mark says so"))
}

fn bad(cause: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
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
