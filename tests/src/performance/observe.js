// Runs in a page before anything of the page's own does, and notes what happens when, in milliseconds from the start of the
// visit. A function of one option: `press`, whether the page's first button is pressed until it reacts. Leaves `imkSeen`.
({ press }) => {
  /** How long to watch on once everything is there: nothing may move any more, milliseconds. */
  const QUIET = 3_000;
  /** How long between two presses, milliseconds: a reaction is noticed at most that much late. */
  const PAUSE = 10;

  const times = {};
  const shifts = [];
  let finish;
  const done = new Promise((resolve) => (finish = resolve));
  const note = (name, time = performance.now()) => (times[name] ??= time);
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });

  observe("paint", (entry) => note(entry.name, entry.startTime));
  observe("largest-contentful-paint", (entry) => (times["largest-contentful-paint"] = entry.startTime));
  observe("layout-shift", (entry) => entry.hadRecentInput || shifts.push(shift(entry)));

  /** How much moved, when, and what: an element of the page by its tag and class. */
  const shift = ({ value, startTime, sources }) => {
    const name = ({ node }) => node?.parentElement && (node.tagName ? node : node.parentElement);
    const moved = sources.map(name).filter(Boolean);
    return { value, at: startTime, moved: moved.map((node) => `${node.localName}.${node.className}`) };
  };

  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = (...given) => {
    note("wasm asked for");
    const made = instantiateStreaming(...given);
    made.then(() => note("wasm compiled"), () => {});
    return made;
  };

  // The served text makes room for the pages, and those say whether applications are taken once the server has told the time.
  let served = false;
  const look = () => {
    const text = document.querySelector("[data-imk-path]");
    served ||= Boolean(text);
    if (!served || text) return;
    if (document.querySelector("imk-app main")) note("pages started");
    if (!times["call told"] && document.querySelector("imk-app main .imk-state")) {
      note("call told");
      if (!press) setTimeout(finish, QUIET);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });

  if (press) {
    // The address changes when the pages have taken the press. That a plain link would have reloaded the page is
    // not their doing, so it is kept from it.
    const from = location.pathname;
    navigation.addEventListener("navigate", (event) => event.destination.sameDocument || event.preventDefault());
    navigation.addEventListener("currententrychange", () => {
      if (location.pathname === from || times.usable) return;
      note("usable");
      finishOnceSeen();
    });
    // Without a network the button may react before anything is on the screen.
    const finishOnceSeen = () => (times["first-contentful-paint"] ? finish() : setTimeout(finishOnceSeen, PAUSE));
    const again = () => {
      document.querySelector("imk-app main .imk-button")?.click();
      if (!times.usable) setTimeout(again, PAUSE);
    };
    again();
  }

  const load = ({ name, startTime, responseEnd, encodedBodySize }) => {
    const { pathname } = new URL(name);
    return { path: pathname, start: startTime, end: responseEnd, bytes: encodedBodySize };
  };
  /** Until the call is shown. Later requests are for the next page. */
  const loads = () => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return entries.filter((entry) => entry.startTime < (times["call told"] ?? Infinity)).map(load);
  };
  const report = () => ({ times, shifts, loads: loads() });
  Object.defineProperty(globalThis, "imkSeen", { value: done.then(report) });
};
