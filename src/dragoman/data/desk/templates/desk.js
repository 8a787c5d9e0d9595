"use strict";
// Everything here is comfort: the links work without it.
(() => {
  const parts = (id) => document.querySelectorAll(`[data-r~="${CSS.escape(id)}"]`);
  const innermost = (node) => (node.dataset.r || "").split(" ")[0];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let lit = null;
  let held = null;

  const light = (id) => {
    if (id === lit) return;
    if (lit) parts(lit).forEach((part) => part.classList.remove("lit"));
    lit = id;
    if (lit) parts(lit).forEach((part) => part.classList.add("lit"));
  };

  const under = (event) => {
    const node = event.target.closest ? event.target.closest("[data-r]") : null;
    return node ? innermost(node) : null;
  };

  // A link scrolls only what it must, and the record it leads to stays lit until the next one.
  const go = (link, event) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const id = innermost(target) || (link.closest("[data-r]") && innermost(link.closest("[data-r]")));
    if (!id) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    if (!target.matches("a, button")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    held = id;
    light(id);
  };

  // Who comes for certain words sees their card beside them, where there is room for both.
  const arrive = () => {
    const target = location.hash.startsWith("#w-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    held = innermost(target);
    light(held);
    const card = document.getElementById(held);
    if (card && matchMedia("(min-width: 66rem)").matches) card.scrollIntoView({ block: "center", behavior: "instant" });
    target.scrollIntoView({ block: "center", behavior: "instant" });
  };
  arrive();

  document.addEventListener("pointerover", (event) => light(under(event) || held));
  document.addEventListener("focusin", (event) => light(under(event) || held));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { held = null; light(null); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) go(link, event);
  });
})();
