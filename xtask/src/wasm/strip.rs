//! Takes the names of functions out of a release build's modules. wasm-bindgen can do the same, but not for the chunks,
//! and Trunk does not pass its option on.

use std::fs;
use std::path::Path;

use crate::process::Result;

/// The first eight bytes of every module: `\0asm` and the version.
const HEADER: usize = 8;

/// The number of custom sections, of which `name` is one.
const CUSTOM: u8 = 0;

/// Strips a module.
pub(crate) fn strip_file(path: &Path) -> Result {
    let module = fs::read(path)?;
    let stripped = without_names(&module).ok_or_else(|| format!("{} is no wasm module", path.display()))?;
    Ok(fs::write(path, stripped)?)
}

/// The module without its section `name`; `None` where it cannot be read.
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

/// An unsigned number in LEB128, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at_checked(end + 1)?;
    // Five bytes hold any 32-bit number, and a module's numbers are no larger.
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
    fn only_the_section_of_names_goes() {
        let expected = b"\0asm\x01\0\0\0\x01\x01\x00\x00\x81\x00\x00\x0a\x02ab";
        assert_eq!(without_names(MODULE).as_deref(), Some(expected.as_slice()));
    }

    #[test]
    fn a_module_without_names_stays_as_it_is() {
        let stripped = without_names(MODULE).unwrap();
        assert_eq!(without_names(&stripped), Some(stripped));
    }

    #[test]
    fn what_is_cut_short_is_no_module() {
        for end in [4, 9, 10, 13, MODULE.len() - 1] {
            assert_eq!(without_names(&MODULE[..end]), None, "{end} bytes");
        }
    }
}
