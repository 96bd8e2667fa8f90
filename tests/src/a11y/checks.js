// What axe cannot see on a page. Run once per document; leaves window.imkA11y with the checks, each of which returns
// findings: { check, criterion (of WCAG), what }.
(() => {
  if (window.imkA11y) return;

  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const squash = (words) => (words || "").replace(/\s+/g, " ").trim();
  const say = (element) => squash(element.outerHTML.replace(/>[^]*$/, ">")).slice(0, 110) + squash(element.textContent).slice(0, 40);
  const style = (element) => getComputedStyle(element);
  // Also not in a part that is folded.
  const shown = (element) => element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const all = (selector, within = document) => [...within.querySelectorAll(selector)].filter(shown);
  // Only for screen readers, or out of the screen until it has the focus.
  const apart = (element) => {
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      // `display: contents` generates no box; the children are visible.
      if (getComputedStyle(at).display === "contents") continue;
      if ((box.width <= 1 && box.height <= 1) || at.matches(".imk-skip")) return true;
    }
    return false;
  };
  const textNodes = (within) => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (squash(walker.currentNode.data) && parent && !parent.closest("script, style, noscript, template") && shown(parent)) {
        nodes.push(walker.currentNode);
      }
    }
    return nodes;
  };

  // Colours, as WCAG compares them.
  const channels = (colour) => {
    const numbers = (colour.match(/[\d.]+/g) || []).map(Number);
    return numbers.length >= 3 ? { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 } : { rgb: [0, 0, 0], alpha: 0 };
  };
  const luminance = ({ rgb }) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const over = ({ rgb, alpha }, behind) => ({ rgb: rgb.map((value, at) => value * alpha + behind.rgb[at] * (1 - alpha)), alpha: 1 });
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(style(at).backgroundColor);
      if (colour.alpha > 0.9) return colour;
    }
    return { rgb: [255, 255, 255], alpha: 1 };
  };

  const checks = {
    "reflow": ["1.4.10", () => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const wide = all("body *").filter((element) => !apart(element) && element.getBoundingClientRect().right > root.clientWidth + 1);
      return [`${root.scrollWidth} px wide on ${root.clientWidth} px: ${wide.slice(-2).map(say).join(" ")}`];
    }],
    "title": ["2.4.2", () => {
      const heading = squash(document.querySelector("h1")?.textContent);
      return squash(document.title).includes(heading) && heading ? [] : [`the title “${document.title}” does not name “${heading}”`];
    }],
    "page-language": ["3.1.1", ({ language }) =>
      document.documentElement.lang === language ? [] : [`the page says ${document.documentElement.lang}, it is in ${language}`]],
    "language-of-parts": ["3.1.2", () => textNodes(document.body).flatMap((node) => {
      const words = squash(node.data);
      // Quotes of the person's input.
      if (node.parentElement.closest(".imk-results__count")) return [];
      const said = node.parentElement.closest("[lang]")?.lang;
      const english = (words.match(/\b(the|and|of|you|your|with|this|are|from|what|which|have|can)\b/gi) || []).length;
      const latvian = /[āčēģīķļņšūž]/i.test(words);
      const inLatvian = latvian && words.split(" ").length > 2;
      if (said === "lv" && english > 1 && !latvian) return [`English said to be Latvian: ${words.slice(0, 60)}`];
      if (said === "en" && inLatvian && english === 0) return [`Latvian said to be English: ${words.slice(0, 60)}`];
      return [];
    })],
    "headings": ["1.3.1", () => {
      const headings = all("h1, h2, h3, h4, h5, h6, [role=heading]");
      const level = (heading) => Number(heading.ariaLevel || heading.tagName[1]);
      const faults = [];
      if (headings.filter((heading) => level(heading) === 1).length !== 1) faults.push("not exactly one main heading");
      if (headings.length && level(headings[0]) !== 1) faults.push(`the first heading is not the main one: ${say(headings[0])}`);
      headings.forEach((heading, at) => {
        if (!squash(heading.textContent)) faults.push(`an empty heading: ${say(heading)}`);
        if (at > 0 && level(heading) > level(headings[at - 1]) + 1) faults.push(`level ${level(heading)} after ${level(headings[at - 1])}: ${say(heading)}`);
      });
      return faults;
    }],
    // Text that looks like a heading without being one.
    "text-as-heading": ["1.3.1", () => all("main p, main div").filter((element) =>
      !element.closest("h1, h2, h3, h4, legend, label, summary, .imk-state, .imk-errors, [aria-live], [role=status]") &&
      element.childElementCount === 0 && squash(element.textContent).length < 90 && squash(element.textContent) &&
      parseFloat(style(element).fontSize) >= 1.2 * parseFloat(style(document.querySelector(".imk-app")).fontSize) &&
      Number(style(element).fontWeight) >= 600).map((element) => `looks like a heading: ${say(element)}`)],
    "landmarks": ["1.3.1", () => {
      const faults = [];
      for (const [name, selector] of [["main", "main, [role=main]"], ["banner", "header, [role=banner]"], ["contentinfo", "footer, [role=contentinfo]"]]) {
        const count = all(selector).filter((element) => name === "main" || !element.closest("main, article, section")).length;
        if (count !== 1) faults.push(`${count} × ${name}`);
      }
      all("nav, section[aria-label], form[role=search]").forEach((part) => {
        if (part.matches("nav") && !part.ariaLabel && !part.hasAttribute("aria-labelledby")) faults.push(`a menu without a name: ${say(part)}`);
      });
      return faults;
    }],
    "skip-link": ["2.4.1", () => {
      const first = document.querySelector(CONTROLS);
      const target = first?.getAttribute("href")?.startsWith("#") && document.getElementById(first.getAttribute("href").slice(1));
      return target && target.matches("main, h1, [role=main]") ? [] : ["the first link does not skip to the content"];
    }],
    "visible-label": ["3.3.2", () => all("input:not([type=hidden], [type=submit]), select, textarea").filter((control) =>
      ![...(control.labels || [])].some((label) => shown(label) && !apart(label) && squash(label.textContent))).map((control) => `no label to be seen: ${say(control)}`)],
    "label-in-name": ["2.5.3", () => all("[aria-label]").filter((element) => {
      const seen = squash(element.matches("input, select, textarea") ? element.labels?.[0]?.innerText : element.innerText).toLowerCase();
      return element.matches(CONTROLS + ", [role=button], [role=link]") && seen && !element.ariaLabel.toLowerCase().includes(seen);
    }).map((element) => `is called “${element.ariaLabel}”: ${say(element)}`)],
    "group-name": ["1.3.1", () => {
      const groups = new Set(all("input[type=radio]").map((radio) => radio.closest("fieldset, [role=radiogroup], [role=group]") || radio));
      return [...groups].filter((group) => !squash(group.querySelector("legend")?.textContent) && !group.ariaLabel &&
        !squash(document.getElementById(group.getAttribute("aria-labelledby"))?.textContent)).map((group) => `answers without their question: ${say(group)}`);
    }],
    "link-purpose": ["2.4.4", () => all("a[href]").filter((link) => /^(šeit|te|lasīt|lasīt vairāk|vairāk|here|more|read more|click here)$/i.test(squash(link.ariaLabel || link.textContent)))
      .map((link) => `does not say where it leads: ${say(link)}`)],
    "references": ["1.3.1", () => ["aria-describedby", "aria-controls", "aria-labelledby", "for"].flatMap((attribute) =>
      all(`[${attribute}]`).filter((element) => element.getAttribute(attribute).split(/\s+/).filter(Boolean).some((id) => !document.getElementById(id)))
        .map((element) => `${attribute} leads nowhere: ${say(element)}`))],
    "duplicate-id": ["4.1.2", () => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `twice: ${id}`);
    }],
    "error-at-field": ["3.3.1", () => {
      const faults = [];
      const errors = all(".imk-field__error");
      for (const error of errors) {
        const field = [...document.querySelectorAll("[aria-describedby]")].find((one) => one.getAttribute("aria-describedby").split(/\s+/).includes(error.id));
        if (!error.id || !field) faults.push(`belongs to no field: ${say(error)}`);
        // Radio buttons cannot say so; the words at their question do.
        else if (!field.querySelector("[type=radio]") && !field.matches("[aria-invalid=true]") && !field.querySelector("[aria-invalid=true]")) faults.push(`its field is not said to be invalid: ${say(error)}`);
      }
      all("[aria-invalid=true]").filter((field) => !field.closest("[aria-describedby]")).forEach((field) => faults.push(`invalid, and nothing says why: ${say(field)}`));
      if (errors.length && !all(".imk-errors a[href]").length) faults.push("errors at fields and no summary before the form");
      for (const link of all(".imk-errors a")) {
        if (!document.getElementById((link.getAttribute("href") || "").slice(1))) faults.push(`leads to no field: ${say(link)}`);
      }
      const summary = document.querySelector(".imk-errors");
      const fields = document.querySelector("main .imk-field");
      if (summary && fields && summary.compareDocumentPosition(fields) & Node.DOCUMENT_POSITION_PRECEDING) faults.push("the summary stands behind the form");
      return faults;
    }],
    "autocomplete": ["1.3.5", () => {
      const purpose = { email: "email", tel: "tel" };
      return all("input").filter((input) => purpose[input.type] && !squash(input.autocomplete).split(" ").includes(purpose[input.type]))
        .map((input) => `autocomplete=“${input.autocomplete}”: ${say(input)}`);
    }],
    "target-size": ["2.5.8", () => {
      const own = "button:not(.imk-link-button), .imk-button, select, summary, textarea, .imk-input, .imk-choice";
      const box = (control) => (control.matches("[type=radio], [type=checkbox]") ? control.closest(".imk-choice") || control.labels?.[0] || control : control).getBoundingClientRect();
      const inline = (control) => control.matches("a, .imk-link-button") && style(control).display === "inline" &&
        squash(control.parentElement.textContent).length > squash(control.textContent).length;
      const small = all(CONTROLS).filter((control) => !apart(control) && !inline(control) && (box(control).width < 23.5 || box(control).height < 23.5));
      const low = all(own).filter((control) => !apart(control) && box(control).height < 43.5);
      return [...small.map((control) => ["24", control]), ...low.map((control) => ["44", control])]
        .map(([bound, control]) => `${Math.round(box(control).width)} × ${Math.round(box(control).height)} px, under ${bound}: ${say(control)}`);
    }],
    "unreachable-control": ["2.1.1", () => {
      const roles = "[role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem]";
      const dead = all(roles).filter((element) => element.tabIndex < 0);
      const taken = all(CONTROLS).filter((control) => control.getAttribute("tabindex")?.startsWith("-"));
      const pointed = all("main *, header *, footer *").filter((element) => style(element).cursor === "pointer" &&
        !element.closest(`${CONTROLS}, label, ${roles}, .imk-choice`) && !element.querySelector(CONTROLS));
      return [...dead, ...taken, ...pointed].map((element) => `not for the keyboard: ${say(element)}`);
    }],
    "positive-tabindex": ["2.4.3", () => all("[tabindex]").filter((element) => element.tabIndex > 0).map(say)],
    "non-text-contrast": ["1.4.11", () => all(".imk-input, [type=checkbox], [type=radio]").filter((control) => {
      if (style(control).appearance !== "none" && control.matches("[type=checkbox], [type=radio]")) return false;
      const edge = channels(style(control).borderBottomColor);
      const width = parseFloat(style(control).borderBottomWidth);
      const behind = ground(control.parentElement);
      return width < 1 || contrast(over(edge, behind), behind) < 3;
    }).map((control) => `its edge, ${style(control).borderBottom}, cannot be seen on rgb(${ground(control.parentElement).rgb}): ${say(control)}`)],
    "table-headers": ["1.3.1", () => all("table").filter((table) => !table.querySelector("th") && !table.matches("[role=presentation], [role=none]"))
      .map((table) => `no header: ${say(table)}`)],
    "list-structure": ["1.3.1", () => all("main ul, main ol").filter((list) => list.children.length && ![...list.children].some((item) => item.matches("li")))
      .map((list) => `a list without items: ${say(list)}`)],
    "moving": ["2.2.2", () => moving((animation) => animation.effect.getComputedTiming().endTime > 5000)],
    "reduced-motion": ["2.3.3", ({ reduced }) => {
      if (!reduced) return [];
      const transitions = all("main *, header *, footer *").filter((element) => style(element).transitionDuration.split(",").some((time) => parseFloat(time) > 0.01));
      return [...moving((animation) => animation.effect.getComputedTiming().activeDuration > 10), ...transitions.slice(0, 3).map((element) => `a transition: ${say(element)}`)];
    }],
    "forced-colours": ["1.4.11", ({ forced }) => {
      if (!forced) return [];
      const kept = all("main *, header *, footer *").filter((element) => style(element).forcedColorAdjust === "none" && !element.closest("svg"));
      const bare = all(".imk-button, .imk-input").filter((control) => parseFloat(style(control).borderTopWidth) === 0);
      return [...kept.slice(0, 3).map((element) => `keeps its colours: ${say(element)}`), ...bare.map((control) => `without an edge: ${say(control)}`)];
    }],
    "live-region": ["4.1.3", () => {
      const region = document.querySelector(".imk-app > [aria-live=polite]");
      return region && style(region).display !== "none" && !region.closest("[aria-hidden=true], [hidden]") ? [] : ["nowhere to announce"];
    }],
    "timing": ["2.2.1", () => [...document.querySelectorAll("meta[http-equiv=refresh i]")].map(say)],
  };

  function moving(which) {
    const counts = (animation) => animation.playState === "running" && animation.effect && which(animation);
    return document.getAnimations().filter(counts).map(({ effect }) => effect.target)
      .filter((target) => target && shown(target) && !target.closest("[aria-busy=true], [role=progressbar]")).map((target) => `moves: ${say(target)}`);
  }

  // Whether a box is outside the visible part of a scrolling element that contains the node: beyond its edge, or
  // scrolled below its opaque sticky header.
  function scrolledAway(node, box) {
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) {
      const view = at.getBoundingClientRect();
      const scrolls = ["auto", "scroll"].includes(style(at).overflowY);
      if (scrolls && (box.bottom <= view.top || box.top >= view.bottom)) return true;
      if (scrolls && at.scrollTop > 0 && [...at.querySelectorAll("*")].some((head) => covers(head, node, box))) return true;
    }
    return false;
  }

  // Whether an opaque header that sticks to the top is over a box that is not its own.
  function covers(head, node, box) {
    const { position, top, backgroundColor } = style(head);
    if (position !== "sticky" || top !== "0px" || head.contains(node) || backgroundColor === "rgba(0, 0, 0, 0)") return false;
    const own = head.getBoundingClientRect();
    return own.top <= box.top && box.top < own.bottom;
  }

  // Text that its box cuts off, or that lies over other text.
  function lostText() {
    const cut = all("body *").filter((element) => {
      const { overflowX, overflowY, display } = style(element);
      if (display === "inline" || apart(element) || element.matches("input, select, textarea") || !squash(element.textContent)) return false;
      const wide = ["hidden", "clip"].includes(overflowX) && element.scrollWidth > element.clientWidth + 2;
      return wide || (["hidden", "clip"].includes(overflowY) && element.scrollHeight > element.clientHeight + 2);
    }).map((element) => `cut off: ${say(element)}`);
    const lines = textNodes(document.querySelector(".imk-app")).filter((node) => !apart(node.parentElement)).flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      // Boxes of lines reach into each other by their leading; the letters do not.
      const visible = [...range.getClientRects()].filter((box) => !scrolledAway(node, box));
      return visible.map((box) => ({ node, left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.3, bottom: box.bottom - box.height * 0.3 }));
    }).sort((one, other) => one.top - other.top);
    const overlaps = [];
    lines.forEach((line, at) => {
      for (let next = at + 1; next < lines.length && lines[next].top < line.bottom; next += 1) {
        const other = lines[next];
        if (other.node !== line.node && other.left < line.right && line.left < other.right) {
          overlaps.push(`lie over each other: “${squash(line.node.data).slice(0, 30)}” and “${squash(other.node.data).slice(0, 30)}”`);
        }
      }
    });
    return [...cut, ...overlaps.slice(0, 3)];
  }

  const finding = (check, criterion) => (what) => ({ check, criterion, what });

  // At rest; `options`: language, forced, reduced.
  const still = (options) => Object.entries(checks).flatMap(([check, [criterion, look]]) => look(options).map(finding(check, criterion)));

  // Text of twice the size, by the size that all others follow.
  function enlarged() {
    const root = document.documentElement;
    const sizes = new Map(textNodes(document.body).map((node) => [node.parentElement, parseFloat(style(node.parentElement).fontSize)]));
    root.style.fontSize = "200%";
    const stuck = [...sizes].filter(([element, before]) => !apart(element) && parseFloat(style(element).fontSize) < before * 1.45);
    const lost = [...lostText(), ...checks.reflow[1]()];
    root.style.fontSize = "";
    return [...stuck.slice(0, 3).map(([element]) => `does not grow: ${say(element)}`), ...lost].map(finding("text-200", "1.4.4"));
  }

  // The spacing of WCAG 1.4.12.
  function spaced() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.imk-app * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      .imk-app p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const lost = [...lostText(), ...checks.reflow[1]()];
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    return lost.map(finding("text-spacing", "1.4.12"));
  }

  window.imkA11y = { CONTROLS, squash, say, style, shown, all, apart, channels, contrast, ground, finding, still, enlarged, spaced };
})();
