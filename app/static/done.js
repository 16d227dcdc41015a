// On the page that says that something was done: the browser forgets the words that were sent, and the offer to take it
// back goes after ten seconds. Whoever is about to use it is not hurried, and nothing moves when it goes.
(() => {
  const SENT = "kelisim-sent", sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
  // Only where this page answers that very form: what was sent and never arrived is still kept.
  if (sent && document.referrer === sent.from) {
    const left = JSON.parse(localStorage.getItem(sent.place) ?? "[]").filter((one) => one.id !== sent.id);
    if (left.length) localStorage.setItem(sent.place, JSON.stringify(left));
    else localStorage.removeItem(sent.place);
    sessionStorage.removeItem(SENT);
  }

  const offer = document.querySelector("[data-seconds]");
  if (!offer) return;
  const clock = offer.querySelector("[data-left]");
  let left = Number(offer.dataset.seconds);
  clock.textContent = left;
  const ticking = setInterval(() => {
    if (offer.matches(":hover, :focus-within")) return;
    clock.textContent = --left;
    if (left > 0) return;
    clearInterval(ticking);
    offer.style.visibility = "hidden";
  }, 1000);
})();
