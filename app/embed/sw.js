// The service worker: after one visit the pages open without a network. It answers for addresses under its own folder
// alone, and there for three things: pages, the files of a build, and the two public lists that the pages live from. Every
// other request, the rest of the API above all, goes past it.

// A release build writes its folder's name and its files here.
const VERSION = "dev";
const FILES = [];

const BASE = new URL("./", location).pathname;
const PARAMETERS = new URL(location).searchParams;
const API = PARAMETERS.get("api") ?? `${BASE}api`;
/** Whether the page that holds ours may be kept and shown without a network; else our own page is. */
const KEEPS_THE_PAGE = PARAMETERS.get("page") === "keep";

const CACHE = `imk-${VERSION}`;
/** What outlives a version: the public lists, and the page around ours. */
const LISTS = "imk-lists";
const OWN_PAGE = `${BASE}index.html`;
const AROUND = `${BASE}#around`;
const PUBLIC = [`${API}/v1/call`, `${API}/v1/programmes`];
const FILES_THAT_CHANGE = [OWN_PAGE, `${BASE}imk-app.js`];

/** How long the network may take before what is kept is shown, in milliseconds. */
const PATIENCE = 4000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "imk:take-over") self.skipWaiting();
  if (event.data === "imk:go-away") event.waitUntil(goAway());
});
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

/** All files or none: `addAll` keeps nothing where one is missing, and this version is then never used. */
async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(`${BASE}${file}`, { cache: "no-cache" })));
  const lists = await caches.open(LISTS);
  // Without these the pages still open, and they are kept as soon as somebody asks for them.
  const around = KEEPS_THE_PAGE ? [keepPageAround()] : [];
  await Promise.allSettled([...PUBLIC.map((path) => lists.add(path)), ...around]);
}

async function activate() {
  await self.clients.claim();
  const used = await versionsInUse();
  if (!used) return;
  const names = await caches.keys();
  const old = names.filter((name) => /^imk-[0-9a-f]+$/.test(name) && name !== CACHE && !used.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The page around wants no worker any more. It may still hold this one, which then lets everything pass. */
let isGone = false;
async function goAway() {
  isGone = true;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("imk-")).map((name) => caches.delete(name)));
}

/** The caches that open pages live from, or nothing where one did not answer: then all are kept. */
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

/** The answer to a request, or nothing where it is none of ours. */
function answerTo(request) {
  const url = new URL(request.url);
  if (isGone) return undefined;
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(BASE)) return undefined;
  if (url.pathname.startsWith(`${API}/`)) return PUBLIC.includes(url.pathname) ? list(request) : undefined;
  if (request.mode === "navigate") return page(request);
  if (FILES_THAT_CHANGE.includes(url.pathname)) return changing(request);
  return url.pathname.startsWith(`${BASE}v/`) ? fixed(request) : undefined;
}

/** A page: from the network, else the one around ours if it may be kept, else our own. */
async function page(request) {
  const answer = await fromNetwork(request);
  if (answer && answer.status < 500) {
    if (KEEPS_THE_PAGE && answer.ok && !isGone) await (await caches.open(LISTS)).put(AROUND, answer.clone());
    return answer;
  }
  const kept = (KEEPS_THE_PAGE && (await caches.match(AROUND))) || (await ownPage(request));
  return kept ?? answer ?? fetch(request);
}

/** Our own page. The text in it is the first page's, so at another address it stands empty until the pages have started. */
async function ownPage(request) {
  const kept = await caches.match(OWN_PAGE, { cacheName: CACHE });
  if (!kept || new URL(request.url).pathname === BASE) return kept;
  const headers = new Headers(kept.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  const html = await kept.text();
  return new Response(html.replace(/(<main class="imk-main">).*?(<\/main>)/gs, "$1$2"), { headers });
}

/** Keeps the page around ours, for the first time: the one that registered this worker was loaded without it. */
async function keepPageAround() {
  const answer = await fetch(BASE, { headers: { accept: "text/html" } });
  if (answer.ok) await (await caches.open(LISTS)).put(AROUND, answer);
}

/** A public list: from the network, and kept; else as it was kept. */
async function list(request) {
  const answer = await fromNetwork(request);
  if (isGone && answer) return answer;
  const lists = await caches.open(LISTS);
  if (answer?.ok) {
    await lists.put(request, answer.clone()).catch(() => {});
    return answer;
  }
  const kept = await lists.match(request);
  return kept ? asKept(kept) : (answer ?? fetch(request));
}

/** Marks an answer as one of an earlier time: whoever reads the time from it would set the clock back. */
function asKept(answer) {
  const headers = new Headers(answer.headers);
  headers.set("x-imk-kept", "1");
  return new Response(answer.body, { status: answer.status, headers });
}

/** A file whose name stays while its content changes. */
async function changing(request) {
  const answer = await fromNetwork(request);
  return answer?.ok ? answer : ((await caches.match(request, { cacheName: CACHE })) ?? answer ?? fetch(request));
}

/** A file that never changes: of this version, or of an older one that a page still lives from. */
async function fixed(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** The network's answer, or nothing where there is none in time. */
function fromNetwork(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return Promise.race([fetch(request).catch(() => undefined), late]);
}
