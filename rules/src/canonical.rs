//! Canonical JSON (RFC 8785) of packs, facts and decisions: equal values have equal bytes.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use serde_json::{Number, Value};

/// A value has no canonical form: it contains a fraction or a number that is too large, or JSON cannot represent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value has no canonical form")]
pub struct CanonicalError;

/// Serialises a value in canonical form.
///
/// RFC 8785 prints numbers as ECMAScript does. Only whole numbers below 2^53 are supported, for which every printer
/// agrees; no value in this project has a fraction.
///
/// # Errors
/// [`CanonicalError`] if the value contains a fraction, a number of 2^53 or more, or a map whose keys are not strings.
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

/// Returns whether the number is whole and exact as a double: RFC 8785 prints every number as a double.
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

// serde_json escapes exactly the characters that RFC 8785 requires: quote, backslash and control characters, the latter
// in short form or with lower-case hexadecimal digits.
fn write_scalar<T: Serialize + ?Sized>(scalar: &T, out: &mut String) -> Result<(), CanonicalError> {
    out.push_str(&serde_json::to_string(scalar).map_err(|_| CanonicalError)?);
    Ok(())
}
