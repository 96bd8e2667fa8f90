// The portal's own router, worker and ears.

window.portal = { heard: [], kept: [] };

for (const name of ["imk:title", "imk:navigate", "imk:busy", "imk:stopped"]) {
  addEventListener(name, (event) => window.portal.heard.push([name, event.detail]));
}

addEventListener("click", (event) => {
  const link = event.target.closest("a[data-portal]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  history.pushState({ portal: true }, "", link.href);
  document.getElementById("portal-view").textContent = `Portāla skats: ${link.pathname}`;
});

addEventListener("popstate", (event) => {
  if (event.state?.portal) document.getElementById("portal-view").textContent = "Portāla skats atpakaļ";
});

if (new URLSearchParams(location.search).has("narrow")) {
  document.getElementById("column").className = "narrow";
}

const policy = globalThis.trustedTypes?.createPolicy("portal", { createScriptURL: (address) => address });
const worker = "/portal-worker.js";
await navigator.serviceWorker.register(policy?.createScriptURL(worker) ?? worker, { scope: "/" });
