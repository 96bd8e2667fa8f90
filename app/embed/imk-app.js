// Custom element <imk-app base="/imk" lang="lv" api="/imk/api">, which embeds the application in a host page. A host
// page needs only one script tag; this file loads everything else relative to its own URL. docs/embedding.md lists the
// guarantees for host pages.

// A release build writes the name of its folder here; in a debug build all files are beside this one.
const VERSION = "dev";
const HERE = new URL(VERSION === "dev" ? "./" : `./v/${VERSION}/`, import.meta.url);

const WORDS = {
  lv: {
    cannotRun: "Lapu šajā pārlūkā nevar atvērt",
    cannotRunText: "Pārlādē lapu. Ja neizdodas, izmanto jaunāku pārlūku (ne vecāku par trim gadiem).",
    stopped: "Radās tehniska kļūda",
    stoppedText: "Lapa vairs nedarbojas. Melnraksts ir saglabāts šajā ierīcē. Pārlādē lapu un turpini.",
    reload: "Pārlādēt lapu",
  },
  en: {
    cannotRun: "This page cannot be opened in this browser",
    cannotRunText: "Reload the page. If that does not work, use a newer browser (no more than three years old).",
    stopped: "Sorry, there is a problem with the service",
    stoppedText: "The page has stopped working. Your draft is saved on this device. Reload the page and continue.",
    reload: "Reload the page",
  },
};

/** Name of the element. */
const ELEMENT = "imk-app";

/** Hash of the link from the prerendered Latvian text to its English version. */
const ENGLISH = "#imk-english";

/** Time after which the application starts without its style sheet, in milliseconds. */
const STYLE_LIMIT = 10_000;

/** LocalStorage key of the language. */
const LANGUAGE = "imk:language";

/** LocalStorage key that exists while a person is signed in. */
const SESSION = "imk:session";

let tellStarted;
/** Resolves to the module of the application once it has started. */
export const started = new Promise((resolve) => (tellStarted = resolve));

/** The element that holds the application: the first one in the document. */
let mounted;

/** Whether the application runs. */
let isRunning = false;

/** URL at which the host page removed the element. */
let removedAt;

/** Listeners of the router for history changes. */
const historyListeners = [];

let tellConnected = () => {};

class ImkApp extends HTMLElement {
  static observedAttributes = ["lang"];

  connectedCallback() {
    if (!mounted) {
      mount(this);
      start();
    } else if (!mounted.isConnected) {
      replace(this);
    } else if (mounted === this) {
      resume();
    }
  }

  disconnectedCallback() {
    if (mounted !== this) return;
    removedAt = location.href;
    // The host page may have inserted another element first.
    queueMicrotask(() => {
      const next = mounted.isConnected ? null : document.querySelector(ELEMENT);
      if (next) replace(next);
    });
  }

  attributeChangedCallback(_name, before, now) {
    if (mounted === this && before !== now) this.dispatchEvent(new CustomEvent("imk:language", { bubbles: true }));
  }
}

/** Makes an element the one that holds the application. */
function mount(host) {
  mounted = host;
  // The application finds its element by this attribute, even if the host page adds others.
  host.dataset.mounted = "";
  // After a panic the wasm module does not run any more. The draft is in the storage; a reload restores it.
  host.addEventListener("imk:stopped", () => say("stopped"), { once: true });
  showFallback(host, false);
  prepare(host);
}

/**
 * Moves the application, with all that is typed in it, from an element that the host page has removed to another one.
 * Frameworks create a new element when the person returns to its page.
 */
function replace(next) {
  const last = mounted;
  for (const { name, value } of last.attributes) {
    if (/^(base|api|lang|data-.*)$/.test(name) && !next.hasAttribute(name)) next.setAttribute(name, value);
  }
  const own = last.style.getPropertyValue("--imk-rem");
  if (own && !next.style.getPropertyValue("--imk-rem")) next.style.setProperty("--imk-rem", own);
  const asksForLanguage = next.getAttribute("lang") !== last.getAttribute("lang");
  delete last.dataset.mounted;
  mount(next);
  if (isRunning) {
    const isOurs = (node) => node !== fallbackOf(node.parentElement);
    for (const node of [...next.childNodes].filter(isOurs)) node.remove();
    next.append(...[...last.childNodes].filter(isOurs));
    next.dispatchEvent(new CustomEvent("imk:moved", { bubbles: true }));
    if (asksForLanguage) next.dispatchEvent(new CustomEvent("imk:language", { bubbles: true }));
  }
  resume();
}

/** Goes on in an element that is in the document again. The host page may have changed the URL. */
function resume() {
  tellConnected();
  if (!isRunning || removedAt === location.href || !isInside(location.pathname)) return;
  const event = new PopStateEvent("popstate", { state: history.state });
  for (const listener of historyListeners) listener.call(window, event);
}

/** Resolves once the element is in the document: the host page may have removed it while the files were loading. */
function connected() {
  return mounted.isConnected ? undefined : new Promise((resolve) => (tellConnected = resolve));
}

/** Message of the host page for browsers that cannot run the application. */
const fallbackOf = (host) => host.querySelector(':scope > [slot="fallback"]');

/** Shows or hides that message, whatever the styles of the host page do with `hidden`. */
function showFallback(host, isShown) {
  const message = fallbackOf(host);
  if (!message) return;
  message.hidden = !isShown;
  if (isShown) message.style.removeProperty("display");
  else message.style.setProperty("display", "none", "important");
}

const isInside = (path) => {
  const base = mounted.getAttribute("base");
  return path === base || path.startsWith(`${base}/`);
};

/**
 * Sets the language before anything is loaded; the prerendered text contains both languages. In order of priority: the
 * link to the English text, the `lang` attribute of the host page, the language of an earlier visit. Storage may be
 * blocked and is then ignored.
 */
function chooseLanguage(host) {
  const asked = location.hash === ENGLISH;
  let kept;
  try {
    // Stored in quotes, as the application writes it.
    if (asked) localStorage.setItem(LANGUAGE, '"en"');
    kept = localStorage.getItem(LANGUAGE)?.replace(/"/g, "");
    // The prerendered header then reserves the space of the person's name.
    if (localStorage.getItem(SESSION)) host.dataset.signedIn = "";
  } catch {}
  if (asked) {
    host.lang = "en";
    // Browsers limit the number of changes; the hash then stays.
    try {
      history.replaceState(history.state, "", location.pathname + location.search);
    } catch {}
  } else if (!host.hasAttribute("lang") && kept in WORDS) {
    host.lang = kept;
  }
}

/** Sets the attributes that the host page left out; the application reads them from the element. */
function prepare(host) {
  const folder = new URL("./", import.meta.url).pathname;
  const base = (host.getAttribute("base") ?? folder).replace(/\/+$/, "");
  host.setAttribute("base", base);
  if (!host.hasAttribute("api")) host.setAttribute("api", `${base}/api`);
  if (VERSION !== "dev") {
    const worker = new URL("./sw.js", import.meta.url);
    worker.searchParams.set("api", host.getAttribute("api"));
    worker.searchParams.set("page", host.hasAttribute("keep-page") ? "keep" : "own");
    host.dataset.worker = worker.href;
    host.dataset.version = VERSION;
  }
  // A prerendered text is valid only for its own path; at another path only its header and footer stay until the page
  // loads.
  const text = host.querySelector(":scope > [data-imk-path]");
  if (text && text.dataset.imkPath !== (location.pathname.slice(base.length).replace(/\/+$/, "") || "/")) {
    for (const main of text.querySelectorAll("main")) main.replaceChildren();
    delete text.dataset.imkPath;
  }
  chooseLanguage(host);
}

/**
 * Loads the style sheet unless the host page has loaded it. A link inside the prerendered text does not count: it is
 * removed with the text.
 */
async function dress(host) {
  const href = new URL("imk.css", HERE).href;
  if (![...document.styleSheets].some((sheet) => sheet.href === href && !host.contains(sheet.ownerNode))) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    // The application is readable without styles.
    const loaded = new Promise((resolve) => {
      link.onload = link.onerror = resolve;
      setTimeout(resolve, STYLE_LIMIT);
    });
    document.head.append(link);
    await loaded;
  }
  // The host page may set any root font size and change it at any time. The application uses the size that the person
  // has chosen in the browser, unless the host page sets one.
  const own = getComputedStyle(host);
  if (!host.hasAttribute("alone") && own.getPropertyValue("--imk-rem").trim() === "1rem") {
    host.style.setProperty("--imk-rem", own.fontSize);
  }
}

async function start() {
  let left = false;
  addEventListener("beforeunload", () => (left = true), { once: true });
  try {
    const dressed = dress(mounted);
    const pages = await import(new URL("app.js", HERE));
    await pages.default({ module_or_path: await pages.compile(new URL("app_bg.wasm", HERE)) });
    await dressed;
    await connected();
    chooseLanguage(mounted);
    onlyWhatIsOurs(() => pages.start());
    isRunning = true;
    tellStarted(pages);
  } catch (cause) {
    // A person who follows a link before the start cancels the pending downloads, which is not a failure. If the page
    // is still open after the delay, it reports the error.
    if (left) await new Promise((later) => setTimeout(later, 5000));
    console.error(cause);
    // A panic during the start has already shown its message.
    if (mounted.querySelector(".imk-panel")) return;
    forgetBrokenFiles();
    say("cannotRun");
  }
}

/** Deletes the cached files of this version: if one of them is broken, a reload fetches it from the network. */
async function forgetBrokenFiles() {
  try {
    await caches.delete(`imk-${VERSION}`);
  } catch {}
}

/**
 * Limits the router to its own part of the host page. The router listens on the whole window for clicks on links and
 * for history changes. This function wraps the listeners that it adds during the start, so that they ignore links
 * outside the element and paths outside the base.
 */
function onlyWhatIsOurs(begin) {
  const add = window.addEventListener;
  const own = Object.getOwnPropertyDescriptor(window, "addEventListener");
  const isOurs = {
    click: (event) => mounted.contains(event.target) && leadsInside(event.target.closest("a")),
    popstate: () => mounted.isConnected && isInside(location.pathname),
  };
  const leadsInside = (link) => !link || link.origin !== location.origin || isInside(link.pathname);
  const limited = function (type, listener, options) {
    const ours = isOurs[type];
    const heard = ours ? (event) => ours(event) && listener.call(this, event) : listener;
    if (type === "popstate") historyListeners.push(heard);
    return add.call(this, type, heard, options);
  };
  Object.defineProperty(window, "addEventListener", { value: limited, configurable: true, writable: true });
  try {
    begin();
  } finally {
    // Restores the function that the host page has defined.
    if (own) Object.defineProperty(window, "addEventListener", own);
    else delete window.addEventListener;
  }
}

/** Shows the host page's own message (`slot="fallback"`), else the built-in one. Earlier content stays readable. */
function say(what) {
  const host = mounted;
  if (what === "cannotRun" && fallbackOf(host)) {
    showFallback(host, true);
    return;
  }
  // The language cannot be determined reliably here, so the message appears in both languages.
  const [first, second] = host.lang === "en" ? ["en", "lv"] : ["lv", "en"];
  const words = WORDS[first];
  const other = element("p", "", `${WORDS[second][what]}. ${WORDS[second][`${what}Text`]}`);
  other.lang = second;
  const panel = element("div", "imk-app imk-panel");
  panel.setAttribute("role", "alert");
  panel.tabIndex = -1;
  const box = element("div", "imk-state imk-state--warning");
  const button = element("button", "imk-button", words.reload);
  button.type = "button";
  button.addEventListener("click", () => location.reload());
  box.append(
    element("p", "imk-state__heading", words[what]),
    element("p", "", words[`${what}Text`]),
    other,
    button,
  );
  panel.append(box);
  host.append(panel);
  panel.focus();
}

function element(name, classes, text = "") {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}

// A host page may load the script twice.
if (!customElements.get(ELEMENT)) customElements.define(ELEMENT, ImkApp);
