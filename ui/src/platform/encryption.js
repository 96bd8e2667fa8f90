// Encrypts a short text with AES-GCM, so that a copy of this browser's storage does not reveal it. WebCrypto keeps the
// key and never exports it (`extractable: false`). IndexedDB holds the key; the caller stores the encrypted text. This
// does not protect against a person who uses this browser profile (docs/security.md).
//
// Every function may reject: private windows and some engines refuse IndexedDB or keys in it, or never respond. The
// caller then reports that this device cannot store or read the data, and continues.

import { within } from "./browser_calls.js";

const DATABASE = "imk";
const STORE = "keys";
const NAME = "draft";
const ALGORITHM = "AES-GCM";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Limit of an encryption with all its reads and writes of the key, in milliseconds; no page waits for it. */
const ENCRYPTION_LIMIT = 15_000;

/** Limit of a decryption, which the form waits for, in milliseconds. */
const DECRYPTION_LIMIT = 2_500;

/** Turns an IndexedDB request into a promise. */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the database is open elsewhere"));
  });
}

/** Runs one request on the key store, then closes the database so that another tab can delete it. */
async function inStore(mode, ask) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    return await done(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** The key of this browser, or undefined before the first encryption. */
const storedKey = () => inStore("readonly", (store) => store.get(NAME));

/** Creates the key. `add` fails if another tab was faster; this tab then uses the other tab's key. */
async function makeKey() {
  const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ["encrypt", "decrypt"]);
  if (!(key instanceof CryptoKey)) throw new Error("no key");
  try {
    await inStore("readwrite", (store) => store.add(key, NAME));
    return key;
  } catch (error) {
    const theirs = await storedKey();
    if (theirs) return theirs;
    throw error;
  }
}

const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

async function encryptWithKey(text, iv) {
  const key = (await storedKey()) ?? (await makeKey());
  const ciphertext = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, new TextEncoder().encode(text));
  if (!(ciphertext?.byteLength > TAG_BYTES)) throw new Error("no ciphertext");
  return toBase64(new Uint8Array([...iv, ...new Uint8Array(ciphertext)]));
}

async function decryptWithKey(encrypted) {
  const key = await storedKey();
  if (!key) throw new Error("the key is gone");
  const bytes = fromBase64(encrypted);
  const iv = bytes.subarray(0, IV_BYTES);
  const text = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, key, bytes.subarray(IV_BYTES));
  return new TextDecoder().decode(text);
}

/** Encrypts a text. `iv` is 12 random bytes, never used twice. Resolves to base64 of `iv` and ciphertext. */
export const encrypt = (text, iv) => within(ENCRYPTION_LIMIT, encryptWithKey(text, iv));

/** Decrypts a result of `encrypt`; rejects if the key is gone or the text was changed. */
export const decrypt = (encrypted) => within(DECRYPTION_LIMIT, decryptWithKey(encrypted));

/** Deletes the key; texts encrypted with it can no longer be read. */
export async function deleteKey() {
  await done(indexedDB.deleteDatabase(DATABASE));
}
