// Searches everything that a browser keeps for a site for given texts, however they are written down.
//
// Arguments: the texts, and a function that is called with `{ found, looked }`: `found` lists `[place, text]`, `looked` says
// how many pieces of each kind of storage were read, so that a search that saw nothing can be told from one that found
// nothing. Keys that scripts cannot read are the one thing passed over.

const [texts, done] = arguments;

/** Letters and digits alone, small and without marks: `26 123-456` and `26123456` are then the same, `Bērziņš` and `berzins` too. */
const squeeze = (text) => text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

const wanted = texts.map((text) => [text, squeeze(text)]);
const found = [];
const looked = {};

const attempt = (read) => {
  try {
    return read();
  } catch {
    return "";
  }
};

/** A text, and the same text decoded. */
function readings(text) {
  const unescaped = text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
  const decoded = [...text.matchAll(/[\w+/-]{8,}={0,2}/g)].map(([token]) => {
    const bytes = attempt(() => atob(token.replaceAll("-", "+").replaceAll("_", "/")));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  });
  return [text, unescaped, attempt(() => decodeURIComponent(text)), ...decoded];
}

function lookAtText(place, text) {
  const [kind] = place.split(" ");
  looked[kind] = (looked[kind] ?? 0) + 1;
  for (const reading of readings(text)) {
    const squeezed = squeeze(reading);
    for (const [name, one] of wanted) {
      if (squeezed.includes(one) && !found.some(([at, what]) => at === place && what === name)) found.push([place, name]);
    }
  }
}

function lookAtBytes(place, bytes) {
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"]) lookAtText(place, new TextDecoder(encoding).decode(bytes));
}

/** What kind of object it is, also where a driver runs this script beside the page's own globals. */
const kindOf = (value) => Object.prototype.toString.call(value).slice("[object ".length, -1);

/** Looks at whatever can be stored: objects within objects, maps, sets, blobs, bytes. */
async function look(place, value, seen = new Set()) {
  if (value === null || value === undefined || seen.has(value)) return;
  if (typeof value !== "object") return lookAtText(place, String(value));
  seen.add(value);
  const kind = kindOf(value);
  if (kind === "CryptoKey") {
    if (value.extractable) await look(place, await crypto.subtle.exportKey("jwk", value), seen);
    return;
  }
  if (kind === "Date") return lookAtText(place, value.toISOString());
  if (kind === "Blob" || kind === "File") return lookAtBytes(place, await value.arrayBuffer());
  if (kind === "ArrayBuffer" || ArrayBuffer.isView(value)) return lookAtBytes(place, value);
  const parts = kind === "Map" ? [...value].flat() : kind === "Set" ? [...value] : Object.entries(value).flat();
  for (const part of parts) await look(place, part, seen);
}

const whenReady = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function databases() {
  for (const { name } of await indexedDB.databases()) {
    await look("IndexedDB names", name);
    const database = await whenReady(indexedDB.open(name));
    for (const storeName of database.objectStoreNames) {
      await look("IndexedDB names", storeName);
      const store = () => database.transaction(storeName).objectStore(storeName);
      await look("IndexedDB keys", await whenReady(store().getAllKeys()));
      await look("IndexedDB values", await whenReady(store().getAll()));
    }
    database.close();
  }
}

async function cacheStorage() {
  for (const name of await caches.keys()) {
    await look("Cache names", name);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      await look("Cache addresses", request.url);
      await look("Cache headers", [...request.headers, ...answer.headers]);
      await look("Cache bodies", await answer.arrayBuffer());
    }
  }
}

async function folder(handle) {
  for await (const [name, entry] of handle.entries()) {
    await look("Files names", name);
    if (entry.kind === "directory") await folder(entry);
    else await look("Files bodies", await entry.getFile());
  }
}

async function everything() {
  await look("LocalStorage", Object.entries({ ...localStorage }));
  await look("SessionStorage", Object.entries({ ...sessionStorage }));
  await look("Cookies", document.cookie);
  await look("History state", history.state);
  await look("Address", [location.href, document.referrer]);
  await look("Title", document.title);
  await look("Name of the window", window.name);
  // Of the entries before and after this one, where the browser tells.
  for (const entry of window.navigation?.entries() ?? []) await look("Address", entry.url);
  await databases();
  await cacheStorage();
  const root = await navigator.storage?.getDirectory?.().catch(() => undefined);
  if (root) await folder(root);
}

everything().then(
  () => done({ found, looked }),
  (cause) => done({ error: String(cause) }),
);
