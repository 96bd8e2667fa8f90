// The entry script, the only one the page names: starts the pages, and says so where they cannot run or have stopped.
// Everything it loads is named relative to itself, so it works under any path.

const host = document.querySelector("imk-app");
const home = new URL("./", import.meta.url).pathname;

// index.html holds the text of the first page, to be read before anything else has arrived. Other pages wait empty.
if (location.pathname !== home) {
  host.querySelector("main")?.replaceChildren();
}

function show(id) {
  const panel = document.getElementById(id);
  panel.hidden = false;
  panel.querySelector("button")?.addEventListener("click", () => location.reload());
  panel.focus();
}

// After a panic the wasm no longer runs; what was typed is in the storage, and loading the page anew brings it back.
addEventListener("imk:stopped", () => show("imk-stopped"), { once: true });

try {
  const { default: start } = await import(new URL("./app.js", import.meta.url));
  await start({ module_or_path: new URL("./app_bg.wasm", import.meta.url) });
} catch (cause) {
  console.error(cause);
  // A panic while starting has already said so.
  if (document.getElementById("imk-stopped").hidden) {
    show("imk-cannot-run");
  }
}
