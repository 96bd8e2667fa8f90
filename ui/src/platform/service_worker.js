// The page's side of the service worker. Where a browser refuses one (private windows, some engines), the pages work as
// before, with a network.

/** How often a page that stays open asks whether there is a newer version, in milliseconds. */
const HOUR = 3_600_000;

let waiting;

/** Registers the worker once nothing else is loading; `offered` is called when a newer version is ready to take over. */
export function watch(script, scope, version, offered) {
  const container = navigator.serviceWorker;
  if (!container) return;
  container.addEventListener("message", (event) => {
    if (event.data === "imk:which-version") event.ports[0]?.postMessage(version);
  });
  const register = async () => {
    try {
      const registration = await container.register(script, { scope });
      offerWaiting(registration, offered);
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", () => offerWaiting(registration, offered));
      });
      const ask = () => registration.update().catch(() => {});
      setInterval(ask, HOUR);
      // Somebody has come back to the page, or is about to leave it; both are good moments.
      addEventListener("visibilitychange", ask);
    } catch (cause) {
      console.info("imk: the pages will not open without a network:", cause);
    }
  };
  if (performance.getEntriesByType("navigation")[0]?.loadEventEnd > 0) register();
  else addEventListener("load", register, { once: true });
}

/** Takes away the worker of an earlier visit, with what it has kept: the page around wants none any more. */
export async function dismiss(script, scope) {
  const { pathname } = new URL(script);
  try {
    for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
      const ours = registration.active && new URL(registration.active.scriptURL).pathname === pathname;
      if (!ours || new URL(registration.scope).pathname !== scope) continue;
      // It answers for this page until the end, and must keep nothing more.
      registration.active.postMessage("imk:go-away");
      await registration.unregister();
    }
    const names = (await globalThis.caches?.keys()) ?? [];
    await Promise.all(names.filter((name) => name.startsWith("imk-")).map((name) => caches.delete(name)));
  } catch (cause) {
    console.info("imk: the worker of an earlier visit stays:", cause);
  }
}

/** A worker that waits beside an active one is a newer version; the first one ever waits for nobody. */
function offerWaiting(registration, offered) {
  if (registration.waiting && registration.active) {
    waiting = registration.waiting;
    offered();
  }
}

/** Lets the newer version take over, and loads the page anew with it. Called when the person asks for it, never else. */
export function takeOver() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("imk:take-over");
}
