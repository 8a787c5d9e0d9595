// "Correct" opens the form of a record in place; without JavaScript it is a page of its own.
let dialog = null;
const made = (name, className, text) => {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
};
const open = async (link) => {
  const answer = await fetch(link.href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const forms = page.getElementById("correct");
  if (!answer.ok || !forms) { location.href = link.href; return; }
  if (!dialog) {
    dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
  const close = made("button", "close", "Close");
  close.addEventListener("click", () => dialog.close());
  // What is corrected: the record in words.
  const told = made("p", "about-record", page.querySelector("h1").textContent);
  forms.querySelector("h2").after(told);
  dialog.setAttribute("aria-label", `Correct: ${told.textContent}`);
  dialog.replaceChildren(close, document.adoptNode(forms));
  const card = link.closest("[id]");
  const hash = card && card.id ? `#${card.id}` : "";
  for (const back of dialog.querySelectorAll("input[name=back]")) {
    back.value = location.pathname + location.search.replace(/([?&])done=[^&]*&?/, "$1").replace(/[?&]$/, "") + hash;
  }
  dialog.showModal();
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.mend");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch(() => { location.href = link.href; });
});
