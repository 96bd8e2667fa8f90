//! The canonical form of packs, facts and decisions: JSON by RFC 8785, so that equal values have equal bytes.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use serde_json::{Number, Value};

/// A value has no canonical form: it holds a fraction or too large a number, or cannot be written as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanonicalError;

impl core::fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the value has no canonical form")
    }
}

impl core::error::Error for CanonicalError {}

/// Writes a value in canonical form.
///
/// Only whole numbers below 2^53 are taken, since RFC 8785 asks for ECMAScript's printing of numbers and no value of
/// ours has a fraction.
///
/// # Errors
/// [`CanonicalError`] where the value holds a fraction, a number of 2^53 or more, or a map with keys that are not texts.
///
/// ```
/// let value = serde_json::json!({ "b": 1, "a": ["ā", null] });
/// assert_eq!(rules::canonical::to_string(&value)?, r#"{"a":["ā",null],"b":1}"#);
/// # Ok::<(), rules::canonical::CanonicalError>(())
/// ```
pub fn to_string<T: Serialize>(value: &T) -> Result<String, CanonicalError> {
    let mut out = String::new();
    write(&serde_json::to_value(value).map_err(|_| CanonicalError)?, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Number(number) if !is_exact(number) => return Err(CanonicalError),
        Value::Array(items) => write_list(items, out, '[', ']', write)?,
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            // RFC 8785 sorts names by their UTF-16 code units.
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            write_list(&members, out, '{', '}', |(name, value), out| {
                write_scalar(name, out)?;
                out.push(':');
                write(value, out)
            })?;
        }
        scalar => write_scalar(scalar, out)?,
    }
    Ok(())
}

/// Whether the number is whole and a double holds it exactly: RFC 8785 prints every number as a double.
fn is_exact(number: &Number) -> bool {
    const LARGEST: u64 = (1 << 53) - 1;
    match (number.as_u64(), number.as_i64()) {
        (Some(positive), _) => positive <= LARGEST,
        (_, Some(negative)) => negative.unsigned_abs() <= LARGEST,
        _ => false,
    }
}

fn write_list<T>(
    items: &[T],
    out: &mut String,
    open: char,
    close: char,
    write_item: impl Fn(&T, &mut String) -> Result<(), CanonicalError>,
) -> Result<(), CanonicalError> {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_item(item, out)?;
    }
    out.push(close);
    Ok(())
}

// serde_json escapes exactly what RFC 8785 asks for: quote, backslash and control characters, the latter in short form
// or with small hexadecimal digits.
fn write_scalar<T: Serialize + ?Sized>(scalar: &T, out: &mut String) -> Result<(), CanonicalError> {
    out.push_str(&serde_json::to_string(scalar).map_err(|_| CanonicalError)?);
    Ok(())
}
