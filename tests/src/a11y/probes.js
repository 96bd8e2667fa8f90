// Expected effects of interactions. Each probe performs one and returns findings. Adds to window.imkA11y.
(() => {
  const { squash, say, shown, all, finding } = window.imkA11y;
  if (window.imkA11y.probes) return;

  const until = (holds, time = 1500) => new Promise((done) => {
    const start = performance.now();
    const look = () => (holds() || performance.now() - start > time ? done(Boolean(holds())) : setTimeout(look, 30));
    look();
  });
  const announced = () => squash(document.querySelector(".imk-app > [aria-live=polite]")?.textContent);
  const heading = () => squash(document.querySelector("h1")?.textContent);

  const probes = {
    // Goes to another page: the title changes, the heading takes the focus and is announced.
    async route() {
      const [title, before] = [document.title, heading()];
      const link = [...document.querySelectorAll("header nav a[href]")].find((one) => new URL(one.href).pathname !== location.pathname);
      link.click();
      if (!(await until(() => heading() && heading() !== before, 4000))) return [finding("route", "4.1.2")("the link leads nowhere")];
      const faults = [];
      if (!(await until(() => document.title !== title && document.title.includes(heading())))) faults.push(finding("route-title", "2.4.2")(`the title stays “${title}”`));
      if (!(await until(() => document.activeElement?.closest("main") && document.activeElement.matches("h1, main")))) {
        faults.push(finding("route-focus", "2.4.3")(`the focus is at ${say(document.activeElement ?? document.body)}`));
      }
      if (!(await until(() => announced().includes(heading())))) faults.push(finding("route-announced", "4.1.3")(`announced is “${announced()}”`));
      return faults;
    },

    // Submits a form with mistakes: the summary takes the focus, and its lines lead to fields with messages.
    async errors() {
      const send = all("main form button, main .imk-actions .imk-button:not(.imk-button--quiet), main button.imk-button").find(shown);
      send.click();
      if (!(await until(() => document.querySelector(".imk-errors")))) return [finding("error-summary", "3.3.1")("no summary of the mistakes")];
      const faults = [];
      const summary = () => document.querySelector(".imk-errors");
      if (!(await until(() => summary().contains(document.activeElement)))) faults.push(finding("error-focus", "3.3.1")("the summary does not take the focus"));
      if (!/\S/.test(summary().querySelector("h2, [role=heading]")?.textContent ?? "")) faults.push(finding("error-summary", "3.3.1")("the summary has no heading"));
      const links = [...summary().querySelectorAll("a")];
      if (!links.length) faults.push(finding("error-summary", "3.3.1")("the summary does not lead to the fields"));
      for (const link of links) {
        const wanted = (link.getAttribute("href") || "").slice(1);
        link.click();
        const holds = () => document.activeElement?.id === wanted || document.getElementById(wanted)?.contains(document.activeElement);
        if (!wanted || !(await until(holds, 600))) faults.push(finding("error-link", "2.4.3")(`does not lead to its field: ${say(link)}`));
      }
      return faults;
    },

    // Types into the search: the number of results is announced.
    async search() {
      const field = document.getElementById("imk-search");
      const status = () => document.querySelector(".imk-results [role=status], .imk-results [aria-live]");
      const before = squash(status()?.textContent);
      field.value = "python";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const said = await until(() => squash(status()?.textContent) !== before && /\d/.test(status()?.textContent ?? ""));
      return said ? [] : [finding("search-announced", "4.1.3")("the number of what is found is not announced")];
    },

    // Supposes something else under the verdict: the verdict of the supposition is said.
    async suppose() {
      document.querySelector(".imk-what-if").open = true;
      const select = document.querySelectorAll(".imk-what-if select")[1];
      const status = () => document.querySelector(".imk-what-if [role=status], .imk-what-if [aria-live]");
      const before = squash(status()?.textContent);
      select.value = select.value === "yes" ? "no" : "yes";
      select.dispatchEvent(new Event("change", { bubbles: true }));
      const said = await until(() => squash(status()?.textContent) !== before && squash(status()?.textContent) !== "");
      return said ? [] : [finding("verdict-announced", "4.1.3")("the supposed verdict is not announced")];
    },

    // Switches the language: the page says so, title and text follow, the focus stays.
    async language() {
      const button = () => document.querySelector(".imk-header__language");
      const [language, title] = [document.documentElement.lang, document.title];
      button().focus();
      const hidden = document.activeElement !== button();
      button().click();
      const faults = [];
      if (!(await until(() => document.documentElement.lang !== language))) faults.push(finding("language-follows", "3.1.1")("the page's language stays"));
      if (!(await until(() => document.title !== title))) faults.push(finding("language-follows", "2.4.2")("the title stays"));
      if (!hidden && document.activeElement !== button()) faults.push(finding("focus-lost", "2.4.3")("the switch loses the focus"));
      return faults;
    },

    // Presses what folds and unfolds: its state is said, and the focus stays in the page.
    async unfold() {
      const faults = [];
      for (const button of all("[aria-expanded]")) {
        const before = button.ariaExpanded;
        button.focus();
        button.click();
        if (!(await until(() => button.isConnected && button.ariaExpanded !== before, 500))) faults.push(finding("state-said", "4.1.2")(`does not say that it is open: ${say(button)}`));
        const part = document.getElementById(button.getAttribute("aria-controls"));
        if (!part || shown(part) !== (button.ariaExpanded === "true")) faults.push(finding("state-said", "4.1.2")(`says what is not so: ${say(button)}`));
        if (document.activeElement !== button) faults.push(finding("focus-lost", "2.4.3")(`loses the focus: ${say(button)}`));
        button.click();
      }
      return faults;
    },
  };

  window.imkA11y.probes = probes;
})();
