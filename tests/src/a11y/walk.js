// A walk with the Tab key: `begin` puts the focus before the page's first control, `step` checks the focused element
// and reports the end of the walk, `end` reports unreached controls. Adds to window.imkA11y.
(() => {
  const { CONTROLS, say, style, shown, apart, channels, contrast, ground, finding } = window.imkA11y;
  if (window.imkA11y.walk) return;

  const look = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor, borderTopWidth, backgroundColor, textDecorationLine } = style(element);
    return { outline: `${outlineStyle} ${outlineWidth}`, outlineColor, boxShadow, rest: [borderTopColor, borderTopWidth, backgroundColor, textDecorationLine].join() };
  };

  // Of radio buttons of one name the marked one is reached, else the first.
  const represents = (control, among) => {
    if (control.type !== "radio" || !control.name) return true;
    const group = among.filter((other) => other.type === "radio" && other.name === control.name);
    return control === (group.find((one) => one.checked) || group[0]);
  };

  let state = null;

  function begin() {
    document.activeElement?.blur();
    const tabbable = [...document.querySelectorAll(`${CONTROLS}, [tabindex]`)].filter((element) =>
      element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]") && shown(element));
    const controls = tabbable.filter((control) => represents(control, tabbable));
    const before = new Map(controls.map((control) => [control, look(control)]));
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    state = { controls, before, seen: [], start, again: 0 };
    return controls.length;
  }

  function step() {
    state.start.remove();
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return { over: true, findings: [] };
    if (at === state.seen.at(-1)) {
      const last = at === state.controls.at(-1);
      return { over: true, findings: last ? [] : [finding("keyboard-trap", "2.1.2")(`Tab does not leave ${say(at)}`)] };
    }
    if (state.seen.includes(at)) return { over: true, findings: [] };
    const findings = [...order(at), ...visible(at), ...obscured(at)];
    state.seen.push(at);
    return { over: false, findings };
  }

  function order(at) {
    const previous = state.seen.at(-1);
    if (!previous || !previous.isConnected) return [];
    const say_ = finding("focus-order", "2.4.3");
    if (!(previous.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) return [say_(`${say(at)} comes after ${say(previous)}`)];
    if (apart(previous) || apart(at)) return [];
    const [one, two] = [previous.getBoundingClientRect(), at.getBoundingClientRect()];
    const upwards = two.bottom <= one.top + 1 && two.left < one.right;
    const backwards = two.right <= one.left + 1 && two.top < one.bottom - 2 && one.top < two.bottom - 2;
    return upwards || backwards ? [say_(`goes ${upwards ? "up" : "back"} from ${say(previous)} to ${say(at)}`)] : [];
  }

  function visible(at) {
    const say_ = finding("focus-visible", "2.4.7");
    if (apart(at) && !at.matches(".imk-skip")) return [say_(`has the focus and is not to be seen: ${say(at)}`)];
    const [before, now] = [state.before.get(at), look(at)];
    if (!before) return [];
    const behind = ground(at.parentElement);
    const colours = [];
    if (now.outline !== before.outline && !now.outline.startsWith("none") && !now.outline.endsWith(" 0px")) colours.push(now.outlineColor);
    if (now.boxShadow !== before.boxShadow && now.boxShadow !== "none") colours.push(...(now.boxShadow.match(/rgba?\([^)]*\)/g) || []));
    if (colours.some((colour) => channels(colour).alpha > 0.5 && contrast(channels(colour), behind) >= 3)) return [];
    const words = colours.length ? "the focus is hardly seen at" : "nothing shows the focus at";
    return [say_(`${words} ${say(at)}`)];
  }

  function obscured(at) {
    const box = at.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.05, 0.2], [0.95, 0.2], [0.05, 0.8], [0.95, 0.8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    const onScreen = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const say_ = finding("focus-obscured", "2.4.11");
    if (onScreen.length === 0) return [say_(`out of the screen: ${say(at)}`)];
    const covering = onScreen.map(([x, y]) => document.elementFromPoint(x, y)).filter((over) => over && !at.contains(over) && !over.contains(at));
    const others = covering.filter((over) => ![...(at.labels || [])].some((label) => label.contains(over)));
    const floating = others.find((over) => { for (let one = over; one; one = one.parentElement) { if (["fixed", "sticky"].includes(style(one).position)) return true; } return false; });
    return floating || others.length === onScreen.length ? [say_(`${say(others[0])} covers ${say(at)}`)] : [];
  }

  // `limit`: whether the walk was stopped before its end.
  function end(limit) {
    if (limit) return [];
    return state.controls.filter((control) => !state.seen.includes(control) && control.isConnected && shown(control) && represents(control, state.controls))
      .map((control) => finding("keyboard", "2.1.1")(`never reached: ${say(control)}`));
  }

  window.imkA11y.walk = { begin, step, end };
})();
