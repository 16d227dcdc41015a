// Keeps the words of a form that is not sent yet in this browser, under a name that tells persons and forms apart. They
// survive a reload, a sign-out and a lost line, and are forgotten when the server has said that it has them.
(() => {
  const PAUSE = 300, SENT = "kelisim-sent";
  const form = document.querySelector("form[data-keeps]");
  if (!form) return;
  const place = `kelisim-words ${form.dataset.keeps}`, base = form.elements.base_revision ?? form.elements.fingerprint;
  const line = form.querySelector("[data-kept]"), keptAt = document.querySelector("[data-kept-at]");
  const back = document.querySelector('[data-key="Escape"]');
  // The browser does the same in its own way, and would put old words on a new text.
  form.autocomplete = "off";

  const entries = () => [...new FormData(form)].filter(([name]) => name !== "key");
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const drawn = entries(), drawnOn = base?.value;
  let own = `${Date.now()}-${Math.random()}`, offered = null, timer;

  const read = () => JSON.parse(localStorage.getItem(place) ?? "[]");
  function write(all) {
    if (all.length) localStorage.setItem(place, JSON.stringify(all));
    else localStorage.removeItem(place);
  }
  const clockOf = (at) => (at.slice(0, 10) === new Date().toISOString().slice(0, 10) ? at.slice(11, 16) : at.slice(0, 16).replace("T", " "));
  const isUnsent = () => form.hasAttribute("data-unsent") || !same(entries(), drawn);

  // Every page keeps words of its own, beside those that an earlier one has left: none overwrites another's.
  function save() {
    clearTimeout(timer);
    const others = read().filter((one) => one.id !== own), at = new Date().toISOString();
    const unsent = isUnsent();
    write(unsent ? [{ id: own, at, base: base?.value, fields: entries() }, ...others] : others);
    if (keptAt) {
      keptAt.hidden = !unsent;
      keptAt.querySelector("time").textContent = clockOf(at);
    }
    // Escape leads back only where nothing is left behind.
    if (back && unsent) delete back.dataset.key;
    else if (back) back.dataset.key = "Escape";
  }
  function offer() {
    offered = read().find((one) => one.id !== own && !same(one.fields, entries())) ?? null;
    line.hidden = !offered;
    if (!offered) return;
    line.querySelector("time").textContent = clockOf(offered.at);
    const now = new Map(entries());
    const words = offered.fields.filter(([name, text]) => /^(field|words)\.|^(rationale|reason)$/.test(name) && text !== (now.get(name) ?? ""));
    line.querySelector("[data-kept-words]").textContent = words.map(([, text]) => text).join(" · ");
    line.querySelector("[data-take]").hidden = "choices" in form.dataset && offered.base !== drawnOn;
  }
  function take() {
    const { id, base: typedOn, fields } = offered;
    save();
    for (const one of form.elements) {
      if (!one.name || one.name === "key" || one.type === "submit") continue;
      const values = fields.filter(([name]) => name === one.name).map(([, value]) => value);
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else if (values.length) one.value = values[0];
    }
    own = id;
    offer();
    const show = form.querySelector("[data-show]");
    // On a text that has moved on since, the server carries them over, and says what came of it; a reason needs no base.
    if (typedOn !== drawnOn && show) return form.requestSubmit(show);
    if (base) base.value = drawnOn;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function drop() {
    write(read().filter((one) => one.id !== offered.id));
    offer();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    save();
    if (event.submitter?.hasAttribute("formaction")) return; // it withdraws; the words are not sent
    sessionStorage.setItem(SENT, JSON.stringify({ place, id: own, from: location.href.split("#")[0] }));
  });
  addEventListener("pagehide", () => { if (isUnsent()) save(); });
  line.querySelector("[data-take]").addEventListener("click", take);
  line.querySelector("[data-drop]").addEventListener("click", drop);

  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
  sessionStorage.removeItem(SENT);
  if (form.hasAttribute("data-unsent")) {
    if (sent?.place === place) own = sent.id;
    save();
  }
  offer();
})();
