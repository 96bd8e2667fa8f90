//! Random source: the only code in the pages that draws random numbers.

/// Error: the browser has no random source. Every supported browser has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRandomness;

/// Creates an idempotency key: 32 hexadecimal digits, 128 random bits.
///
/// # Errors
/// [`NoRandomness`].
pub fn idempotency_key() -> Result<String, NoRandomness> {
    bytes().map(hex)
}

/// Returns `N` random bytes.
///
/// # Errors
/// [`NoRandomness`].
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(NoRandomness)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| NoRandomness)?;
    // Zeros only mean that the browser has written nothing.
    if bytes == [0; N] { Err(NoRandomness) } else { Ok(bytes) }
}

fn hex(bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use api::is_idempotency_key;

    use super::*;

    #[test]
    fn sixteen_bytes_make_an_idempotency_key() {
        let key = hex([0, 1, 15, 16, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 171]);
        assert_eq!(key, "00010f10ff00000000000000000000ab");
        assert!(is_idempotency_key(&key));
    }
}
