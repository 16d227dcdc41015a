// Who, when and why, at a mark that the pointer or the focus is on: from the amendments that stand on the same page.
(() => {
  const card = document.createElement("div");
  card.id = "at-mark";
  card.className = "at-mark";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.querySelector("main").append(card);
  const amendments = [...document.querySelectorAll("article.amendment:not(.withdrawn)")];
  const codesIn = (place) => [...place.querySelectorAll(".code")].map((one) => one.textContent.trim());
  let at = null;

  // In the text the owners follow the words, up to the bracket that closes; in the table they head the cell.
  function ownersOf(mark) {
    const cell = mark.closest("td, th");
    if (cell) return codesIn(cell.querySelector(".cell-name") ?? cell);
    if (mark.matches(".code")) return [mark.textContent.trim()];
    const owners = [];
    for (let one = mark.nextElementSibling; one && !one.matches(".closes"); one = one.nextElementSibling)
      if (one.matches(".code")) owners.push(one.textContent.trim());
    return owners;
  }
  const wanted = (mark) => {
    const owners = ownersOf(mark);
    return amendments.filter((one) => codesIn(one.querySelector(".amendment-head")).some((code) => owners.includes(code)));
  };
  function show(mark) {
    const found = wanted(mark);
    if (!found.length || mark === at) return;
    hide();
    at = mark;
    card.replaceChildren(...found.flatMap((one) =>
      [...one.querySelectorAll(":scope > .amendment-head, :scope > .rationale")].map((part) => {
        const line = document.createElement("p");
        line.className = part.className;
        line.append(...part.cloneNode(true).childNodes);
        return line;
      })));
    card.hidden = false;
    mark.setAttribute("aria-describedby", card.id);
    const [box] = mark.getClientRects(); // of the first line, where the words go over several
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8);
    const below = box.bottom + card.offsetHeight < innerHeight;
    card.style.left = `${Math.max(8, left)}px`;
    card.style.top = `${below ? box.bottom + 4 : box.top - card.offsetHeight - 4}px`;
  }
  function hide() {
    at?.removeAttribute("aria-describedby");
    at = null;
    card.hidden = true;
  }

  const MARKS = "#here .body :is(ins, del, .code), .wants :is(ins, del, th .code)";
  for (const code of document.querySelectorAll("#here .body .code, .wants th .code"))
    if (wanted(code).length) {
      code.tabIndex = 0;
      code.setAttribute("role", "link");
    }
  const go = (mark) => wanted(mark)[0]?.scrollIntoView({ block: "nearest" });
  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(MARKS);
    if (mark) show(mark);
    else if (!event.target.closest(".at-mark")) hide();
  });
  document.addEventListener("focusin", (event) => (event.target.matches(MARKS) ? show(event.target) : hide()));
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(MARKS);
    if (mark?.matches(".code")) go(mark);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.(MARKS)) go(event.target);
    if (event.key !== "Escape" || card.hidden) return;
    event.stopImmediatePropagation(); // it closes this, and does not lead back
    hide();
  }, true);
})();
