// Asks from time to time what has changed since the page was drawn. A page says so in a line of its own, which covers
// nothing that is typed and moves nothing; a room is drawn anew, because nobody types in it.
(() => {
  const EVERY = 4000; // milliseconds
  let place = document.querySelector("[data-changes]"), tag = place.dataset.tag;

  async function look() {
    if (document.hidden && !place.dataset.room) return;
    const answer = await fetch(place.dataset.changes, { headers: { "If-None-Match": tag }, cache: "no-store" });
    if (!answer.ok && answer.status !== 304) throw new Error(answer.statusText);
    if (answer.redirected) throw new Error("signed out");
    connected();
    if (answer.status === 304) return;
    tag = answer.headers.get("ETag");
    if (place.dataset.room) return draw();
    const line = (await answer.text()).trim();
    if (line) place.innerHTML = line;
  }
  async function draw() {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const had = document.activeElement?.dataset.key;
    document.title = page.title;
    document.querySelectorAll("link[data-key]").forEach((one) => one.remove());
    document.head.append(...page.head.querySelectorAll("link[data-key]"));
    document.body.replaceWith(page.body);
    place = document.querySelector("[data-changes]");
    tag = place.dataset.tag;
    if (had) document.querySelector(`[data-key="${had}"]`)?.focus();
  }
  function connected() { document.querySelector(".lost")?.setAttribute("hidden", ""); }
  function lost() {
    const line = document.querySelector(".lost");
    if (!line?.hidden) return;
    line.querySelector("time").textContent = new Date().toISOString().slice(11, 16);
    line.hidden = false;
  }
  place.addEventListener("click", (event) => {
    if (event.target.matches("[data-dismiss]")) place.replaceChildren();
    const link = event.target.closest("a");
    if (!link || link.pathname !== location.pathname || link.search !== location.search) return;
    event.preventDefault(); // a link to a part of the page that is open does not draw it anew
    location.hash = link.hash;
    location.reload();
  });
  setInterval(() => look().catch(lost), EVERY);
})();
