//! Text of a file that a person chose.

/// Decodes a file: UTF-8, or UTF-16 with a byte order mark, in which Windows saves "Unicode" texts. Bytes that are no
/// text become replacement characters.
pub fn decode(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes.as_chunks().0.iter().map(|pair| unit(*pair)).collect()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => String::from_utf16_lossy(&units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => String::from_utf16_lossy(&units(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => String::from_utf8_lossy(rest).into_owned(),
    }
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
