// Comfort for every page; each works without it.
import "./zones.js";
import "./drop.js";
import "./mend.js";

// A choice in the filters is a wish to see its result; without JavaScript there is a button.
// Who goes through the choices by keyboard finds the one that was made last under the fingers again.
const CHOSEN = "dragoman-chosen";
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", (event) => {
    if (event.target.name) sessionStorage.setItem(CHOSEN, JSON.stringify([location.pathname, event.target.name, event.target.value, scrollY]));
    form.requestSubmit();
  });
  // What was left empty is not asked for, and need not stand in the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  const [path, name, value, y] = JSON.parse(sessionStorage.getItem(CHOSEN) || "[]");
  const fields = [...form.elements].filter((field) => field.name === name);
  const chosen = fields.find((field) => field.type !== "checkbox" || field.value === value);
  if (path === location.pathname && chosen) {
    sessionStorage.removeItem(CHOSEN);
    chosen.focus({ preventScroll: true });
    if (chosen.checkVisibility()) scrollTo(0, y);
  }
}

// On a telephone the bar shows where one is.
const here = document.querySelector(".places [aria-current]");
if (here) here.closest(".places").scrollLeft = here.offsetLeft - here.closest(".places").offsetLeft - 40;

// A map that is about one spot shows it first.
const spot = document.querySelector(".pan .here");
if (spot) spot.closest(".pan").scrollLeft = (spot.closest(".pan").scrollWidth - spot.closest(".pan").clientWidth) / 2;

const net = document.querySelector("svg.net");
if (net) net.parentElement.scrollLeft = (net.parentElement.scrollWidth - net.parentElement.clientWidth) / 2;

// "/" goes to the search field, as in many readers' tools.
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector(".find input").focus();
  }
  const add = document.getElementById("add");
  if (event.key === "Escape" && add.open) {
    if (add.contains(document.activeElement)) add.querySelector("summary").focus();
    add.open = false;
  }
});
document.addEventListener("click", (event) => {
  const box = document.getElementById("add");
  if (box.open && !box.contains(event.target)) box.open = false;
});
