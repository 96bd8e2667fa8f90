// The page's part of the service worker. Where a browser refuses service workers (private windows, some engines), the
// pages work as before, but not offline.

/** Interval at which an open page checks for a newer version, in milliseconds. */
const HOUR = 3_600_000;

/** Time after which the page reloads although the newer version has not taken over, in milliseconds. */
const TAKE_OVER_LIMIT = 5_000;

let waiting;

/** Registers the worker after the page has loaded; `offered` is called when a newer version is ready to take over. */
export function watch(script, scope, version, offered) {
  try {
    watchContainer(navigator.serviceWorker, script, scope, version, offered);
  } catch (cause) {
    // Some sandboxes throw where the container is read.
    console.info("imk: the pages will not open without a network:", cause);
  }
}

function watchContainer(container, script, scope, version, offered) {
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
      // The person returns to the page or leaves it; in both cases a check does not interrupt them.
      addEventListener("visibilitychange", ask);
    } catch (cause) {
      console.info("imk: the pages will not open without a network:", cause);
    }
  };
  if (performance.getEntriesByType("navigation")[0]?.loadEventEnd > 0) register();
  else addEventListener("load", register, { once: true });
}

/** Removes the service worker of an earlier visit and its caches, because the host page disables it. */
export async function dismiss(script, scope) {
  try {
    const { pathname } = new URL(script);
    for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
      const ours = registration.active && new URL(registration.active.scriptURL).pathname === pathname;
      if (!ours || new URL(registration.scope).pathname !== scope) continue;
      // The worker controls this page until it closes, and must not cache anything more.
      registration.active.postMessage("imk:go-away");
      await registration.unregister();
    }
    const names = (await globalThis.caches?.keys()) ?? [];
    await Promise.all(names.filter((name) => name.startsWith("imk-")).map((name) => caches.delete(name)));
  } catch (cause) {
    console.info("imk: the worker of an earlier visit stays:", cause);
  }
}

/** A worker that waits while another is active is a newer version; the first worker of a site never waits. */
function offerWaiting(registration, offered) {
  if (registration.waiting && registration.active) {
    waiting = registration.waiting;
    offered();
  }
}

/**
 * Activates the newer version and reloads the page with it. Called only on the person's request. A worker that does not
 * respond takes over after the reload.
 */
export function takeOver() {
  const reload = () => location.reload();
  try {
    navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
    waiting?.postMessage("imk:take-over");
    setTimeout(reload, TAKE_OVER_LIMIT);
  } catch {
    reload();
  }
}
