// Makes functions of the browser fail. The name of the window holds the present case as JSON: { name, fault }. The name
// outlives a navigation, and no page of the app reads it.

const { name, fault } = JSON.parse(window.name || "{}");

const refused = () => new DOMException("refused on purpose", "SecurityError");

/** Functions that return a value at once. */
const value = {
  throws: () => { throw refused(); },
  nothing: () => undefined,
};

/** Functions that return a promise. */
const promise = {
  ...value,
  rejects: () => Promise.reject(refused()),
  hangs: () => new Promise(() => {}),
  nothing: () => Promise.resolve(undefined),
};

/** Functions that return a request of IndexedDB. */
const request = {
  ...value,
  rejects: () => {
    const asked = new EventTarget();
    asked.error = refused();
    setTimeout(() => asked.onerror?.(new Event("error")), 20);
    return asked;
  },
  hangs: () => new EventTarget(),
};

const functions = {
  "Storage.getItem": [Storage.prototype, "getItem", value],
  "Storage.setItem": [Storage.prototype, "setItem", value],
  "Storage.removeItem": [Storage.prototype, "removeItem", value],
  "Storage.key": [Storage.prototype, "key", value],
  "Storage.length": [Storage.prototype, "length", value],
  "window.localStorage": [window, "localStorage", value],
  "window.indexedDB": [window, "indexedDB", value],
  "IDBFactory.open": [IDBFactory.prototype, "open", request],
  "IDBFactory.deleteDatabase": [IDBFactory.prototype, "deleteDatabase", request],
  "IDBDatabase.transaction": [IDBDatabase.prototype, "transaction", value],
  "IDBTransaction.objectStore": [IDBTransaction.prototype, "objectStore", value],
  "IDBObjectStore.get": [IDBObjectStore.prototype, "get", request],
  "IDBObjectStore.add": [IDBObjectStore.prototype, "add", request],
  "SubtleCrypto.generateKey": [SubtleCrypto.prototype, "generateKey", promise],
  "SubtleCrypto.encrypt": [SubtleCrypto.prototype, "encrypt", promise],
  "SubtleCrypto.decrypt": [SubtleCrypto.prototype, "decrypt", promise],
  "Crypto.subtle": [Crypto.prototype, "subtle", value],
  "Crypto.getRandomValues": [Crypto.prototype, "getRandomValues", value],
  "window.caches": [window, "caches", value],
  "CacheStorage.keys": [CacheStorage.prototype, "keys", promise],
  "CacheStorage.delete": [CacheStorage.prototype, "delete", promise],
  "Navigator.serviceWorker": [Navigator.prototype, "serviceWorker", value],
  "ServiceWorkerContainer.register": [ServiceWorkerContainer.prototype, "register", promise],
  "ServiceWorkerContainer.getRegistrations": [ServiceWorkerContainer.prototype, "getRegistrations", promise],
  "History.pushState": [History.prototype, "pushState", value],
  "History.replaceState": [History.prototype, "replaceState", value],
  "fetch of the session": [window, "fetch", promise, (asked) => asked.url.endsWith("/api/v1/session")],
  "fetch of the call": [window, "fetch", promise, (asked) => asked.url.endsWith("/api/v1/call")],
  "Response.text of the session": [Response.prototype, "text", promise, (_, it) => it.url.endsWith("/session")],
};

// What the spec asks for.
document.documentElement.dataset.faults = JSON.stringify(
  Object.entries(functions).flatMap(([name, [, , faults]]) => Object.keys(faults).map((fault) => ({ name, fault }))),
);

if (name) {
  const [holder, property, faults, isMeant = () => true] = functions[name];
  const faulty = faults[fault];
  const real = Object.getOwnPropertyDescriptor(holder, property);
  if (real.get) {
    Object.defineProperty(holder, property, { ...real, get: faulty, set: undefined });
  } else {
    const method = holder[property];
    holder[property] = function (...given) {
      const asked = property === "fetch" ? new Request(...given) : undefined;
      return isMeant(asked, this) ? faulty() : method.apply(this, given);
    };
  }
}
