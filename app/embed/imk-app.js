// <imk-app base="/imk" lang="lv" api="/imk/api">: the pages, inside whatever page holds the element. One script tag is all
// that a page needs; everything else is loaded relative to this file. docs/embedding.md says what a page may rely on.

// A release build writes the folder's name here; in a debug build all files lie beside this one.
const VERSION = "dev";
const HERE = new URL(VERSION === "dev" ? "./" : `./v/${VERSION}/`, import.meta.url);

const WORDS = {
  lv: {
    cannotRun: "Lapa šajā pārlūkā nevar sākt darbu",
    cannotRunText: "Pārlādē lapu. Ja neizdodas, atjaunini pārlūku vai atver lapu citā: der katrs, kas jaunāks par trim gadiem.",
    stopped: "Lapa apstājās",
    stoppedText: "Mums kas salūza. Melnraksts ir saglabāts šajā ierīcē; pārlādē lapu un turpini.",
    reload: "Pārlādēt lapu",
  },
  en: {
    cannotRun: "The page cannot start in this browser",
    cannotRunText: "Reload the page. If that fails, update the browser or use another one: any that is less than three years old will do.",
    stopped: "The page has stopped",
    stoppedText: "Something broke on our side. Your draft is kept on this device; reload the page and go on.",
    reload: "Reload the page",
  },
};

/** What the address ends in where the link to the served text's English was followed. */
const ENGLISH = "#imk-english";

/** Where the pages remember the language. */
const LANGUAGE = "imk:language";

let tellStarted;
/** Resolves to the module of the pages once they have started. */
export const started = new Promise((resolve) => (tellStarted = resolve));

/** The one element that holds the pages: the first that a document has. */
let mounted;

class ImkApp extends HTMLElement {
  static observedAttributes = ["lang"];

  connectedCallback() {
    if (mounted) return;
    mounted = this;
    // By this the pages find the element that is theirs, whatever others the page around adds.
    this.dataset.mounted = "";
    prepare(this);
    start(this);
  }

  attributeChangedCallback(_name, before, now) {
    if (mounted === this && before !== now) this.dispatchEvent(new CustomEvent("imk:language", { bubbles: true }));
  }
}

/**
 * The language, before anything is loaded: the served text is there in both. A link in it may have asked for English, else
 * an earlier visit counts, unless the page around says which. The storage may be blocked, and is then done without.
 */
function chooseLanguage(host) {
  const asked = location.hash === ENGLISH;
  let kept;
  try {
    // As the pages write it: in quotes.
    if (asked) localStorage.setItem(LANGUAGE, '"en"');
    kept = localStorage.getItem(LANGUAGE)?.replace(/"/g, "");
  } catch {}
  if (asked) {
    host.lang = "en";
    history.replaceState(history.state, "", location.pathname + location.search);
  } else if (!host.hasAttribute("lang") && kept in WORDS) {
    host.lang = kept;
  }
}

/** Fills in what the page did not say; the pages read it from the element. */
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
  // A served text belongs to the address it was served for; on others its head and foot wait for the page.
  const text = host.querySelector(":scope > [data-imk-path]");
  if (text && text.dataset.imkPath !== (location.pathname.slice(base.length).replace(/\/+$/, "") || "/")) {
    for (const main of text.querySelectorAll("main")) main.replaceChildren();
    delete text.dataset.imkPath;
  }
  chooseLanguage(host);
}

/** Loads the styles, unless the page has done so; a link within the served text goes with it. */
async function dress(host) {
  const href = new URL("imk.css", HERE).href;
  if (![...document.styleSheets].some((sheet) => sheet.href === href && !host.contains(sheet.ownerNode))) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    // Without styles the pages can still be read.
    const loaded = new Promise((resolve) => (link.onload = link.onerror = resolve));
    document.head.append(link);
    await loaded;
  }
  // The root of the page around may have any font size, and change it at any time. Ours is the one that the person chose in
  // the browser, unless the page around says otherwise.
  const own = getComputedStyle(host);
  if (!host.hasAttribute("alone") && own.getPropertyValue("--imk-rem").trim() === "1rem") {
    host.style.setProperty("--imk-rem", own.fontSize);
  }
}

async function start(host) {
  // After a panic the wasm no longer runs; what was typed is in the storage, and loading the page anew brings it back.
  host.addEventListener("imk:stopped", () => say(host, "stopped"), { once: true });
  let left = false;
  addEventListener("beforeunload", () => (left = true), { once: true });
  try {
    const dressed = dress(host);
    const pages = await import(new URL("app.js", HERE));
    await pages.default({ module_or_path: new URL("app_bg.wasm", HERE) });
    await dressed;
    chooseLanguage(host);
    onlyWhatIsOurs(host, () => pages.start());
    tellStarted(pages);
  } catch (cause) {
    // Who follows a link before the pages have started ends what is still loading, and nothing has failed. Where the page
    // stays all the same, it says so a little later.
    if (left) await new Promise((later) => setTimeout(later, 5000));
    console.error(cause);
    // A panic while starting has already said so.
    if (!host.querySelector(".imk-panel")) say(host, "cannotRun");
  }
}

/**
 * The router of the pages listens to the whole window for clicks on links and for the history's back and forward. Its
 * listeners are added while it starts; each is kept from what belongs to the page around: links outside the element, and
 * addresses outside the base.
 */
function onlyWhatIsOurs(host, begin) {
  const add = window.addEventListener;
  const base = host.getAttribute("base");
  const isOurs = {
    click: (event) => host.contains(event.target) && leadsInside(event.target.closest("a")),
    popstate: () => isInside(location.pathname),
  };
  const isInside = (path) => path === base || path.startsWith(`${base}/`);
  const leadsInside = (link) => !link || link.origin !== location.origin || isInside(link.pathname);
  window.addEventListener = function (type, listener, options) {
    const ours = isOurs[type];
    const heard = ours ? (event) => ours(event) && listener.call(this, event) : listener;
    return add.call(this, type, heard, options);
  };
  try {
    begin();
  } finally {
    delete window.addEventListener;
  }
}

/** Shows the page's own words for it (`slot="fallback"`), else ours. What was shown before stays readable. */
function say(host, what) {
  const own = host.querySelector(':scope > [slot="fallback"]');
  if (own && what === "cannotRun") {
    own.hidden = false;
    return;
  }
  // Which language the person reads cannot be asked any more, so the other one stands below.
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

customElements.define("imk-app", ImkApp);
