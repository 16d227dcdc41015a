// A menu of the bar closes as one expects of a menu: with Escape, and with a click beside it.
(() => {
  const opened = () => document.querySelector("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    const menu = opened();
    if (event.key !== "Escape" || !menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  }, true);
  document.addEventListener("click", (event) => {
    const menu = opened();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
})();
