//! Encrypts text with a key that stays in this browser; `encryption.js` calls WebCrypto.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::platform::random;

/// Length of the AES-GCM initialisation vector (NIST SP 800-38D, 5.2.1.1).
const IV_BYTES: usize = 12;

#[wasm_bindgen(module = "/src/platform/encryption.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = encrypt)]
    async fn encrypt_text(text: &str, iv: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = decrypt)]
    async fn decrypt_text(encrypted: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = deleteKey)]
    async fn delete_stored_key() -> Result<JsValue, JsValue>;
}

/// Encryption or decryption failed: the browser refuses IndexedDB or WebCrypto (as in private windows), or the key is
/// gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncryptionError;

/// Encrypts a text. The result is base64 and may be stored unprotected.
///
/// # Errors
/// [`EncryptionError`]; the page then reports that this device cannot store the text.
pub async fn encrypt(text: &str) -> Result<String, EncryptionError> {
    let iv: [u8; IV_BYTES] = random::bytes().map_err(|_| EncryptionError)?;
    as_text(encrypt_text(text, &iv).await)
}

/// Decrypts a result of [`encrypt`].
///
/// # Errors
/// [`EncryptionError`], also if the encrypted text was changed.
pub async fn decrypt(encrypted: &str) -> Result<String, EncryptionError> {
    as_text(decrypt_text(encrypted).await)
}

/// Deletes the key. An error is ignored: a browser that refuses IndexedDB has no key either.
pub async fn delete_key() {
    let _nothing_to_forget = delete_stored_key().await;
}

fn as_text(given: Result<JsValue, JsValue>) -> Result<String, EncryptionError> {
    given.ok().and_then(|value| value.as_string()).ok_or(EncryptionError)
}
