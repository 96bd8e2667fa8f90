// Finds the control that a person would use: the visible one of a kind with a name, in a named group if one is given.
// Arguments: kind, name, group or null. Returns { found: element } or { there: [the names of that kind] }.
const [kind, wanted, group] = arguments;

const KINDS = {
  link: "a[href], [role=link]",
  button: "button, input[type=submit], [role=button], summary",
  heading: "h1, h2, h3",
  field: "input:not([type=radio], [type=checkbox], [type=hidden], [type=submit]), textarea, select",
  radio: "input[type=radio], [role=radio]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  group: "fieldset, [role=group], [role=radiogroup], [role=dialog], dialog, section, article, li, tr",
};

const squash = (text) => (text || "").replaceAll("\u2011", "-").replace(/\s+/g, " ").trim();
const texts = (nodes) => squash([...nodes].map((node) => node.textContent).join(" "));

// Every name of the element: its accessible name, and its visible text.
function names(element) {
  const referred = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)).filter(Boolean);
  const heading = element.matches(KINDS.group) ? element.querySelector("legend, h1, h2, h3, h4, caption, th") : null;
  return [
    texts(referred),
    squash(element.getAttribute("aria-label")),
    texts(element.labels || []),
    element.type === "submit" ? squash(element.value) : "",
    element.matches("input, textarea, select") || element.matches(KINDS.group) ? "" : texts([element]),
    heading ? texts([heading]) : "",
  ].filter(Boolean);
}

const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";

// An exact name wins; else a beginning, if only one has it (a label may go on with a hint). The page's own part wins
// over header and footer.
function choose(candidates, name) {
  const exact = candidates.filter((element) => names(element).includes(name));
  if (exact.length > 0) return exact.find((element) => element.closest("main")) || exact[0];
  const begins = candidates.filter((element) => names(element).some((text) => text.startsWith(name)));
  return begins.length === 1 ? begins[0] : null;
}

const all = (within, kind) => [...within.querySelectorAll(KINDS[kind])].filter(isShown);
const answer = (within, kind, name) => {
  const candidates = all(within, kind);
  const found = choose(candidates, squash(name));
  return found ? { found } : { there: candidates.map((element) => names(element)[0] || element.outerHTML.slice(0, 80)) };
};

if (group === null) return answer(document, kind, wanted);
const around = answer(document, "group", group);
return around.found ? answer(around.found, kind, wanted) : around;
