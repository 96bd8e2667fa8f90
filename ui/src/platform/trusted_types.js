// The one policy of Trusted Types (W3C), `imk`: whatever becomes markup or the address of a script passes here, or the
// browser refuses it. The script that wasm-bindgen writes is made to do so too, in xtask/src/wasm/trusted_types.rs.

/** What no template of ours holds: elements that load or run something, handlers, addresses that are scripts. */
const RUNS = /<\s*\/?(?:script|iframe|frame|object|embed|base|link|meta|style)\b|[\s"'/]on\w+\s*=|javascript:/i;

/** The markup of Leptos's templates, which are written at compile time; texts of people and servers never go this way. */
function template(html) {
  if (RUNS.test(html)) throw new TypeError("imk: markup that runs something");
  return html;
}

/** The address of our service worker, the only script that is started by its address. */
function worker(address) {
  const { origin, pathname } = new URL(address, location.href);
  if (origin !== location.origin || !pathname.endsWith("/sw.js")) throw new TypeError("imk: not our script");
  return address;
}

const rules = { createHTML: template, createScriptURL: worker };

/** The policy, where the browser knows any and the page around allows ours; the same checks elsewhere. */
const policy = (() => {
  try {
    return globalThis.trustedTypes?.createPolicy("imk", rules) ?? rules;
  } catch {
    return rules;
  }
})();

/** Markup that may be put into the document. */
export const markup = (html) => policy.createHTML(html);

/** An address at which a script may be started. */
export const scriptAddress = (address) => policy.createScriptURL(address);
