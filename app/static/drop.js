// A file dropped anywhere on its form is the file of that form: alone, the field takes only what falls on it exactly.
(() => {
  for (const field of document.querySelectorAll("form input[type=file]")) {
    const form = field.form;
    const over = (is) => form.classList.toggle("over", is);
    form.querySelector(".droppable")?.removeAttribute("hidden");
    form.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) over(false); });
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      over(false);
      const one = new DataTransfer();
      one.items.add(event.dataTransfer.files[0]);
      field.files = one.files;
      field.focus();
    });
  }
})();
