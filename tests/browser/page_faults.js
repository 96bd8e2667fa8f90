// Returns the faults of the page on the screen, each in a few words; an empty list where there are none.
// Argument: the language the page should be in.
const [language] = arguments;
const faults = [];
const say = (wrong, words) => { if (wrong) faults.push(words); };
const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
const outline = (element) => element.outerHTML.slice(0, 120);

const headings = [...document.querySelectorAll("h1")];
say(headings.length !== 1, `${headings.length} main headings`);
const heading = (headings[0]?.innerText ?? "").trim();
say(heading === "", "an empty main heading");
say(!document.title.includes(heading), `the title “${document.title}” does not name the page “${heading}”`);
say(document.documentElement.lang !== language, `the language is ${document.documentElement.lang}`);
say(document.querySelectorAll("main").length !== 1, "not exactly one main part");

const width = document.documentElement.clientWidth;
say(document.documentElement.scrollWidth > width, `${document.documentElement.scrollWidth} px wide on ${width} px`);
if (document.documentElement.scrollWidth > width) {
  const wide = [...document.querySelectorAll("body *")].filter((e) => shown(e) && e.getBoundingClientRect().right > width + 1);
  wide.slice(0, 3).forEach((element) => faults.push(`too wide: ${outline(element)}`));
}

for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
  const named = (control.labels?.length ?? 0) > 0 || control.ariaLabel || control.hasAttribute("aria-labelledby");
  say(shown(control) && !named, `without a label: ${outline(control)}`);
}
for (const control of document.querySelectorAll("button, a[href]")) {
  say(shown(control) && !control.textContent.trim() && !control.ariaLabel, `without a name: ${outline(control)}`);
}
for (const picture of document.querySelectorAll("img")) say(!picture.hasAttribute("alt"), `without alt: ${outline(picture)}`);

for (const element of document.querySelectorAll("imk-app [id]")) {
  say(!element.id.startsWith("imk-"), `an id that the host page may have, too: ${outline(element)}`);
}
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
say(new Set(ids).size !== ids.length, `repeated identifiers: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
for (const attribute of ["aria-describedby", "aria-controls", "aria-labelledby", "for"]) {
  for (const element of document.querySelectorAll(`[${attribute}]`)) {
    for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
      say(!document.getElementById(id), `${attribute} leads nowhere: ${outline(element)}`);
    }
  }
}

const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(shown).map((element) => Number(element.tagName[1]));
levels.forEach((level, at) => say(at > 0 && level > levels[at - 1] + 1, `heading level ${level} after ${levels[at - 1]}`));
return faults;
