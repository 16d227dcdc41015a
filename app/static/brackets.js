// Puts the selected words in brackets, or lifts those round them: Ctrl+[, or the button that says so.
(() => {
  const button = document.querySelector("[data-brackets]");
  if (!button) return;
  const fields = "textarea[name^='field.'], input[name^='field.']";
  let last = document.querySelector(fields);

  function bracket(field) {
    const text = field.value;
    let { selectionStart: start, selectionEnd: end } = field;
    // A double click takes the space behind a word along.
    while (start < end && /\s/.test(text[start])) start++;
    while (end > start && /\s/.test(text[end - 1])) end--;
    const words = text.slice(start, end), lifted = /^\[.*\]$/s.test(words);
    field.focus();
    field.setSelectionRange(start, end);
    const put = lifted ? words.slice(1, -1) : `[${words}]`;
    // The old command is the only one that Ctrl+Z takes back.
    if (!document.execCommand("insertText", false, put)) field.setRangeText(put);
    if (words) field.setSelectionRange(start, start + put.length);
    else field.setSelectionRange(start + 1, start + 1);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches(fields)) last = event.target;
  });
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || event.code !== "BracketLeft") return;
    if (!event.target.matches(fields)) return;
    event.preventDefault();
    bracket(event.target);
  });
  button.addEventListener("click", () => bracket(last));
})();
