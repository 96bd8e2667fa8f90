// Seals a short text so that a copy of this browser's storage does not show it: AES-GCM under a key which WebCrypto
// uses and never gives out (`extractable: false`). The key lives in IndexedDB, the sealed text wherever the caller
// keeps it. It does not protect against somebody who sits at this browser profile: docs/security.md says so.
//
// Every function may reject: private windows and some engines refuse IndexedDB or keys in it. The caller then says
// that nothing can be kept here, and goes on.

const DATABASE = "imk";
const STORE = "keys";
const NAME = "draft";
const ALGORITHM = "AES-GCM";
const IV_BYTES = 12;

/** Turns an IndexedDB request into a promise. */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the database is open elsewhere"));
  });
}

/** Runs one request on the key store and closes the database again, so that another tab can delete it. */
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

/** The key of this browser, or undefined where none was made yet. */
const storedKey = () => inStore("readonly", (store) => store.get(NAME));

/** Makes the key. `add` fails where another tab was quicker; its key then counts. */
async function makeKey() {
  const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ["encrypt", "decrypt"]);
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

/** Seals a text under an initialisation vector of 12 random bytes, never used twice; resolves to base64 of both. */
export async function seal(text, iv) {
  const key = (await storedKey()) ?? (await makeKey());
  const sealed = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, new TextEncoder().encode(text));
  return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** Opens what `seal` gave; rejects where the key is gone or the text was changed. */
export async function open(sealed) {
  const key = await storedKey();
  if (!key) throw new Error("the key is gone");
  const bytes = fromBase64(sealed);
  const iv = bytes.subarray(0, IV_BYTES);
  const text = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, key, bytes.subarray(IV_BYTES));
  return new TextDecoder().decode(text);
}

/** Deletes the key, and with it every way to read what was sealed. */
export async function forget() {
  await done(indexedDB.deleteDatabase(DATABASE));
}
