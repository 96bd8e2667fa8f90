//! Removes the function names from a release module that is not split. wasm-bindgen has an option for it, but Trunk
//! does not pass it on.

use std::fs;
use std::path::Path;

use crate::process::Result;

/// Length of the header: `\0asm` and the version.
const HEADER: usize = 8;

/// Id of custom sections; the section `name` is one.
const CUSTOM: u8 = 0;

/// Strips a module in place.
pub(crate) fn strip_file(path: &Path) -> Result {
    let module = fs::read(path)?;
    let stripped = without_names(&module).ok_or_else(|| format!("{} is not a wasm module", path.display()))?;
    Ok(fs::write(path, stripped)?)
}

/// The module without its section `name`; `None` if it is malformed.
fn without_names(module: &[u8]) -> Option<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER)?;
    let mut kept = header.to_vec();
    while let Some((&kind, after_kind)) = rest.split_first() {
        let (length, body) = number(after_kind)?;
        let (body, next) = body.split_at_checked(length)?;
        if !(kind == CUSTOM && section_name(body)? == b"name") {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Some(kept)
}

fn section_name(body: &[u8]) -> Option<&[u8]> {
    let (length, name) = number(body)?;
    name.get(..length)
}

/// An unsigned LEB128 number and the bytes after it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at_checked(end + 1)?;
    // The numbers of a module have at most 32 bits, so they do not overflow.
    let value = digits
        .iter()
        .rev()
        .try_fold(0_usize, |value, byte| value.checked_mul(0x80)?.checked_add(usize::from(byte & 0x7f)));
    Some((value?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x01\x00\
        \x00\x06\x04namex\
        \x00\x81\x00\x00\
        \x0a\x02ab";

    #[test]
    fn only_the_name_section_is_removed() {
        let expected = b"\0asm\x01\0\0\0\x01\x01\x00\x00\x81\x00\x00\x0a\x02ab";
        assert_eq!(without_names(MODULE).as_deref(), Some(expected.as_slice()));
    }

    #[test]
    fn module_without_names_is_unchanged() {
        let stripped = without_names(MODULE).unwrap();
        assert_eq!(without_names(&stripped), Some(stripped));
    }

    #[test]
    fn truncated_module_is_rejected() {
        for end in [4, 9, 10, 13, MODULE.len() - 1] {
            assert_eq!(without_names(&MODULE[..end]), None, "{end} bytes");
        }
    }
}
