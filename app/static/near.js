// The marks of clauses far away come when the reader comes near: fetched some at a time, before they are seen. Only what
// stands beside the label is put in place, so that a focused link stays; where nothing comes, the words stay and lead there.
(() => {
  const MARGIN = "2400px 0px", MOST = 24, text = document.querySelector("[data-near]");
  const near = new Set();
  let asking = false;
  const watch = new IntersectionObserver((entries) => {
    for (const one of entries) near[one.isIntersecting ? "add" : "delete"](one.target);
    bring();
  }, { rootMargin: MARGIN });

  async function bring() {
    if (asking || !near.size) return;
    asking = true;
    const some = [...near].slice(0, MOST);
    for (const one of some) { near.delete(one); watch.unobserve(one); }
    const query = some.map((one) => `&clause=${one.dataset.waits}`).join("");
    try {
      const answer = await fetch(text.dataset.near + query);
      if (answer.ok && !answer.redirected) put(some, await answer.text());
    } catch { /* not connected: live.js says so, and the links lead there */ }
    asking = false;
    bring();
  }
  function put(some, answer) {
    const page = new DOMParser().parseFromString(answer, "text/html");
    for (const one of some) {
      const body = page.querySelector(`[data-of="${one.dataset.waits}"]`);
      if (!body) continue;
      one.querySelector("[data-of]").replaceWith(body);
      one.removeAttribute("data-waits");
    }
  }
  for (const one of text.querySelectorAll("[data-waits]")) watch.observe(one);
})();
