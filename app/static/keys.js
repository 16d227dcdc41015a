// Keys for what stands on the page anyway: a link or a button says with data-key which key it answers to.
(() => {
  const KEPT = "kelisim-keys"; // "off" where the reader has turned them off (WCAG 2.1.4)
  const LETTERS = /^Key([A-Z])$/, DIGITS = /^Digit(\d)$/, SIGNS = { BracketLeft: "[", BracketRight: "]" };

  // On a Cyrillic keyboard the key counts that stands where the Latin letter stands.
  function keyOf(event) {
    if (event.key.length > 1 || /[!-~]/.test(event.key)) return event.key;
    const letter = LETTERS.exec(event.code)?.[1], digit = DIGITS.exec(event.code)?.[1];
    return (event.shiftKey ? letter : letter?.toLowerCase()) ?? digit ?? SIGNS[event.code] ?? "";
  }
  const types = (one) => one.matches?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit])");
  const isOff = () => localStorage.getItem(KEPT) === "off";
  const marked = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

  // Up and down the outline, whose rows are the links to the clauses.
  function row(step, onlyOpen) {
    const rows = [...document.querySelectorAll(".outline a[data-row]")];
    const here = rows.findIndex((one) => one.hasAttribute("aria-current"));
    for (let at = here + step; here >= 0 && at >= 0 && at < rows.length; at += step)
      if (!onlyOpen || rows[at].dataset.row === "open") return rows[at];
  }
  // From one amendment on the page to the next, wherever the focus or, without one, the top of the page is.
  function amendment(step) {
    const all = [...document.querySelectorAll("article.amendment")].filter((one) => one.offsetParent);
    const here = all.indexOf(document.activeElement.closest("article.amendment"));
    const one = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
    if (!one) return;
    one.tabIndex = -1;
    one.focus();
  }
  function jump(field) {
    field.form?.classList.add("called");
    const { top, bottom } = field.getBoundingClientRect();
    field.focus({ preventScroll: top >= 0 && bottom <= innerHeight }); // a bar that stays is in sight wherever one reads
  }
  async function list(link) {
    const answer = await fetch(link.href);
    if (!answer.ok) return location.assign(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = document.createElement("dialog");
    dialog.className = "keys";
    dialog.setAttribute("aria-labelledby", "keys-heading");
    dialog.append(page.getElementById("keys"));
    const close = dialog.querySelector("[data-close]");
    close.hidden = false;
    close.autofocus = true;
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    offerSwitch(dialog);
    dialog.showModal();
  }
  function offerSwitch(place) {
    const [off, on] = ["off", "on"].map((name) => place.querySelector(`[data-keys="${name}"]`));
    if (!off) return;
    const show = () => { off.hidden = isOff(); on.hidden = !isOff(); };
    for (const one of [off, on])
      one.onclick = () => {
        localStorage.setItem(KEPT, one.dataset.keys);
        show();
        (isOff() ? on : off).focus();
      };
    show();
  }

  const DO = {
    j: () => row(1, true), k: () => row(-1, true), J: () => row(1), K: () => row(-1),
    "[": () => amendment(-1), "]": () => amendment(1),
  };

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = at.form ?? at.closest?.("form") ?? document.querySelector("main form:has(.go)");
      if (form?.method !== "post") return;
      event.preventDefault();
      return form.requestSubmit(form.querySelector("button.go"));
    }
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (types(at)) {
      if (event.key === "Escape") at.blur();
      else if (event.key === "Enter" && at.dataset.key === "g") at.form.requestSubmit();
      return;
    }
    const key = keyOf(event);
    if (document.querySelector("dialog[open]") || !key || (isOff() && key !== "Escape")) return;
    const found = marked(key) ?? DO[key]?.();
    if (!found) return;
    event.preventDefault();
    if (key === "?") list(found);
    else if (found.matches("select, input")) jump(found);
    else if (found.href) location.assign(found.href);
    else found.click();
  });
  offerSwitch(document);
})();
