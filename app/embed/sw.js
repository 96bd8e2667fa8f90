// Service worker: after one visit the pages open offline. It handles only requests under its own folder, and of these
// only pages, the files of a build and the two public lists. All other requests, above all the rest of the API, bypass
// it.

// A release build writes the name of its folder and the list of its files here.
const VERSION = "dev";
const FILES = [];

const BASE = new URL("./", location).pathname;
const PARAMETERS = new URL(location).searchParams;
const API = PARAMETERS.get("api") ?? `${BASE}api`;
/** Whether the host page may be cached and shown offline; otherwise the application's own page is shown. */
const KEEPS_THE_PAGE = PARAMETERS.get("page") === "keep";

const CACHE = `imk-${VERSION}`;
/** Cache that outlives a version: the public lists and the host page. */
const LISTS = "imk-lists";
const OWN_PAGE = `${BASE}index.html`;
const AROUND = `${BASE}#around`;
const PUBLIC = [`${API}/v1/call`, `${API}/v1/programmes`];
const FILES_THAT_CHANGE = [OWN_PAGE, `${BASE}imk-app.js`];

/** Time after which a cached response is used instead of the network, in milliseconds. */
const PATIENCE = 4000;

/** Time after which a cache that does not respond counts as empty, in milliseconds. */
const CACHE_LIMIT = 2000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "imk:take-over") self.skipWaiting();
  if (event.data === "imk:go-away") event.waitUntil(goAway());
});
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

/** Caches all files or none: `addAll` stores nothing if one is missing, and this version is then never used. */
async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(`${BASE}${file}`, { cache: "no-cache" })));
  // The pages also open without these; they are cached on their first use.
  const around = KEEPS_THE_PAGE ? [keepPageAround()] : [];
  const lists = PUBLIC.map(async (path) => (await caches.open(LISTS)).add(path));
  await Promise.allSettled([...lists, ...around]);
}

/** Requests wait for the end of the activation, so nothing in it may take long. */
async function activate() {
  await self.clients.claim();
  const used = await versionsInUse();
  if (!used) return;
  const names = (await fromCache(() => caches.keys())) ?? [];
  const old = names.filter((name) => /^imk-[0-9a-f]+$/.test(name) && name !== CACHE && !used.has(name));
  await fromCache(() => Promise.all(old.map((name) => caches.delete(name))));
}

/**
 * Set after the host page has disabled the worker. The worker may still control the page, and then passes all requests
 * through.
 */
let isGone = false;
async function goAway() {
  isGone = true;
  const names = (await fromCache(() => caches.keys())) ?? [];
  const ours = names.filter((name) => name.startsWith("imk-"));
  await fromCache(() => Promise.all(ours.map((name) => caches.delete(name))));
}

/** Returns the caches that open pages use, or undefined if one did not respond; then no cache is deleted. */
async function versionsInUse() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = windows.filter((client) => new URL(client.url).pathname.startsWith(BASE));
  const answers = ours.map(
    (client) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (event) => resolve(event.data);
        setTimeout(resolve, 2000);
        client.postMessage("imk:which-version", [port2]);
      }),
  );
  const versions = await Promise.all(answers);
  return versions.every(Boolean) ? new Set(versions.map((version) => `imk-${version}`)) : undefined;
}

/** Returns the response to a request, or undefined if the worker does not handle it. */
function answerTo(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (isGone) return undefined;
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(BASE)) return undefined;
  if (url.pathname.startsWith(`${API}/`)) return PUBLIC.includes(url.pathname) ? list(event) : undefined;
  if (request.mode === "navigate") return page(event);
  if (FILES_THAT_CHANGE.includes(url.pathname)) return changing(request);
  return url.pathname.startsWith(`${BASE}v/`) ? fixed(event) : undefined;
}

/** A page: from the network, else the cached host page if that is allowed, else the application's own page. */
async function page(event) {
  const { request } = event;
  const answer = await fromNetwork(request);
  if (answer && answer.status < 500) {
    if (KEEPS_THE_PAGE && answer.ok && !isGone) event.waitUntil(keep(LISTS, AROUND, answer));
    return answer;
  }
  const kept = (KEEPS_THE_PAGE && (await fromCache(() => caches.match(AROUND)))) || (await fromCache(ownPage, request));
  return kept ?? answer ?? fetch(request);
}

/** The application's own page. Its prerendered text is that of the first page, so at another path it is removed. */
async function ownPage(request) {
  const kept = await caches.match(OWN_PAGE, { cacheName: CACHE });
  if (!kept || new URL(request.url).pathname === BASE) return kept;
  const headers = new Headers(kept.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  const html = await kept.text();
  return new Response(html.replace(/(<main class="imk-main">).*?(<\/main>)/gs, "$1$2"), { headers });
}

/** Caches the host page for the first time: the page that registered this worker was loaded without it. */
async function keepPageAround() {
  const answer = await fetch(BASE, { headers: { accept: "text/html" } });
  if (answer.ok) await (await caches.open(LISTS)).put(AROUND, answer);
}

/** A public list: from the network (and then cached), else from the cache. */
async function list(event) {
  const { request } = event;
  const answer = await fromNetwork(request);
  if (isGone && answer) return answer;
  if (answer?.ok) {
    event.waitUntil(keep(LISTS, request, answer));
    return answer;
  }
  const kept = await fromCache(() => caches.match(request, { cacheName: LISTS }));
  return kept ? markCached(kept) : (answer ?? fetch(request));
}

/** Marks a response as cached, because a client that reads the time from it would set its clock back. */
function markCached(answer) {
  const headers = new Headers(answer.headers);
  headers.set("x-imk-cached", "1");
  return new Response(answer.body, { status: answer.status, headers });
}

/** A file whose name stays the same when its content changes. */
async function changing(request) {
  const answer = await fromNetwork(request);
  if (answer?.ok) return answer;
  return (await fromCache(() => caches.match(request, { cacheName: CACHE }))) ?? answer ?? fetch(request);
}

/**
 * A file that never changes, of this version or of an older one that an open page still uses. A request past the caches
 * (the page could not use the cached file) replaces the cached file.
 */
async function fixed(event) {
  const { request } = event;
  const isPast = request.cache === "reload" || request.cache === "no-store";
  const kept = isPast ? undefined : await fromCache(() => caches.match(request));
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && !isGone && FILES.includes(new URL(request.url).pathname.slice(BASE.length))) {
    event.waitUntil(keep(CACHE, request, answer));
  }
  return answer;
}

/** Caches a response. A cache that refuses or does not respond is ignored: the response is used without it. */
function keep(name, request, answer) {
  const copy = answer.clone();
  return fromCache(async () => (await caches.open(name)).put(request, copy));
}

/**
 * Returns the result of a function that uses the caches; undefined if a cache throws, rejects or does not respond, or
 * if the cached response is empty: a broken cache must never keep a page from the network.
 */
function fromCache(use, ...given) {
  const late = new Promise((resolve) => setTimeout(resolve, CACHE_LIMIT));
  const look = async () => {
    const found = await use(...given);
    return found instanceof Response && (await isEmpty(found)) ? undefined : found;
  };
  return Promise.race([look().catch(() => {}), late]);
}

/** Whether a response has no body. A page that cannot compile a wasm module fetches it again itself. */
async function isEmpty(answer) {
  if (answer.headers.get("content-type") === "application/wasm") return false;
  const reader = answer.clone().body?.getReader();
  const first = await reader?.read();
  reader?.cancel();
  return first?.done ?? true;
}

/** Returns the network's response, or undefined after an error or a timeout. */
function fromNetwork(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return Promise.race([fetch(request).catch(() => undefined), late]);
}
