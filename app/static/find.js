// From one place that was found to the next, without a new page: n and N go by the links, Enter in the field goes on too.
// The place stands in the address, so that the way back leads through them.
(() => {
  const bar = document.querySelector(".found"), field = document.getElementById("find"), asked = field.value;
  const link = (key) => bar.querySelector(`[data-key="${key}"]`), at = bar.querySelector("[data-at]");
  const all = () => [...document.querySelectorAll("mark[id]")]; // anew each time: near.js brings others into their place

  // Where the links lead from the place in the address: it changes at once, and the event that says so comes later.
  function aim() {
    const places = all(), here = places.findIndex((one) => `#${one.id}` === location.hash);
    const to = (place) => `#${places.at(place % places.length).id}`;
    link("n").href = to(here + 1);
    link("N").href = to(Math.max(here, 0) - 1);
    return { places, here };
  }
  function arrive(moves) {
    const { places, here } = aim();
    if (here < 0) return;
    at.textContent = at.dataset.at.replace("{at}", here + 1).replace("{count}", places.length);
    if (moves) places[here].focus({ preventScroll: true });
    places[here].scrollIntoView({ block: "center" });
  }
  addEventListener("keydown", aim, true); // whoever presses a key twice goes two places on
  field.form.addEventListener("submit", (event) => {
    if (field.value !== asked) return;
    event.preventDefault();
    link("n").click();
  });
  addEventListener("hashchange", () => arrive(document.activeElement !== field));
  if (location.hash.startsWith("#hit-")) arrive(true);
  else {
    arrive(false);
    location.replace(link("n").href);
  }
})();
