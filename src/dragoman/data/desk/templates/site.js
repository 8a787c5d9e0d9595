// Comfort for every page; each works without it.
import "./zones.js";
import "./drop.js";
import "./mend.js";

// A choice in the filters is a wish to see its result; without JavaScript there is a button.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// "/" goes to the search field, as in many readers' tools.
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector(".find input").focus();
  }
  if (event.key === "Escape") document.getElementById("add").open = false;
});
document.addEventListener("click", (event) => {
  const box = document.getElementById("add");
  if (box.open && !box.contains(event.target)) box.open = false;
});
