// Shows, while one types or chooses, what the form makes of the text. The server computes it, and each part of its
// answer goes to its place on the page; what stands there keeps its height, so that nothing beneath it jumps.
(() => {
  const PAUSE = 300; // milliseconds
  const form = document.querySelector("form[data-shows]"), button = form?.querySelector("[data-show]");
  if (!button) return;
  let timer, asked;

  async function show() {
    asked?.abort(); // an answer that comes late would show what is typed no more
    asked = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value); // without it the form would be sent in earnest
    const answer = await fetch(form.action, {
      method: "POST", body, headers: { "Kelisim-Part": "shown" }, signal: asked.signal,
    });
    if (!answer.ok || answer.redirected) return; // when the form is sent, what stands against it is said
    const parts = document.createElement("template");
    parts.innerHTML = await answer.text();
    for (const part of parts.content.querySelectorAll("[id]")) put(document.getElementById(part.id), part);
  }
  function put(place, part) {
    if (!place || place.innerHTML.trim() === part.innerHTML.trim()) return;
    if (place.matches(".typed")) place.style.minHeight = `${place.offsetHeight}px`;
    place.replaceChildren(...part.childNodes);
  }
  function ask(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(() => {}), pause);
  }

  form.addEventListener("input", (event) => {
    // Whoever writes a bridge has chosen it.
    const own = event.target.matches(".bridge") && event.target.closest("fieldset").querySelector("[value=own]");
    if (own) own.checked = true;
    if (!event.target.matches("[data-apart]")) ask(PAUSE);
  });
  // What others do meanwhile may meet what is typed here.
  const changes = document.querySelector("[data-changes]");
  if (changes) new MutationObserver(() => ask(0)).observe(changes, { childList: true });
})();
