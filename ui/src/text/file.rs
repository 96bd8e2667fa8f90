//! Text of a file that a person chose.

use rules::typed_text;

/// Decodes a file as [`typed_text::decode`] does. Bytes that are no text become replacement characters, so that the
/// page that reads the file reports it.
pub fn decode(bytes: &[u8]) -> String {
    typed_text::decode(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_is_read_with_and_without_a_byte_order_mark() {
        let text = "{\"vārds\":\"Žanis 😀\"}";
        let wide = |mark: u16, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(mark).chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()), text);
        assert_eq!(decode(&wide(0xfeff, u16::to_le_bytes)), text);
        assert_eq!(decode(&wide(0xfeff, u16::to_be_bytes)), text);
        assert_eq!(decode(&[]), "");
        assert_eq!(decode(&[0xff]), "\u{fffd}");
    }
}
