//! Seals a text under a key that this browser keeps and never gives out; the work is in `seal.js`.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::platform::random;

/// The length of AES-GCM's initialisation vector (NIST SP 800-38D, 5.2.1.1).
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

/// This browser cannot seal or open: it refuses IndexedDB or WebCrypto (private windows do), or the key is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncryptionError;

/// Seals a text. The result is base64 and may be kept in the open.
///
/// # Errors
/// [`EncryptionError`]: the person is then told that it cannot be kept here.
pub async fn encrypt(text: &str) -> Result<String, EncryptionError> {
    let iv: [u8; IV_BYTES] = random::bytes().map_err(|_| EncryptionError)?;
    as_text(encrypt_text(text, &iv).await)
}

/// Opens what [`encrypt`] gave.
///
/// # Errors
/// [`EncryptionError`], also where the text was changed.
pub async fn decrypt(encrypted: &str) -> Result<String, EncryptionError> {
    as_text(decrypt_text(encrypted).await)
}

/// Deletes the key. Where the browser refuses, there was no key either.
pub async fn delete_key() {
    let _nothing_to_forget = delete_stored_key().await;
}

fn as_text(given: Result<JsValue, JsValue>) -> Result<String, EncryptionError> {
    given.ok().and_then(|value| value.as_string()).ok_or(EncryptionError)
}
