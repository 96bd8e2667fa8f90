// The portal's own service worker: its pages fall back to its own offline page.

const CACHE = "portal";
const OFFLINE = "/portal/offline.html";

self.addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.add(OFFLINE))));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)));
  }
});
