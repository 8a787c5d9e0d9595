// Files dropped on a page are read, and so is an address; a text or an address pasted outside a field goes into its box.
const box = document.getElementById("add");
const form = box.querySelector("form");
const ADDRESS = /^https?:\/\/\S+$/i;
let depth = 0;
// What was picked up on this very page is not brought to it.
let isOwn = false;

const brings = (event) => !isOwn && event.dataTransfer && [...event.dataTransfer.types].some((t) => t === "Files" || t === "text/uri-list");
const shade = (change) => {
  depth = Math.max(0, change === null ? 0 : depth + change);
  document.body.classList.toggle("dropping", depth > 0);
};
document.addEventListener("dragstart", () => { isOwn = true; });
document.addEventListener("dragend", () => { isOwn = false; });
document.addEventListener("dragenter", (event) => { if (brings(event)) { event.preventDefault(); shade(1); } });
document.addEventListener("dragleave", (event) => { if (brings(event)) shade(-1); });
document.addEventListener("dragover", (event) => { if (brings(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!brings(event) || event.target.closest("textarea, input")) { shade(null); return; }
  event.preventDefault();
  shade(null);
  if (event.dataTransfer.files.length) form.elements.file.files = event.dataTransfer.files;
  else form.elements.url.value = event.dataTransfer.getData("text/uri-list").split("\n")[0].trim();
  form.requestSubmit();
});
document.addEventListener("paste", (event) => {
  if (event.target.closest("input, textarea, dialog")) return;
  const text = event.clipboardData.getData("text/plain").trim();
  const field = form.elements[ADDRESS.test(text) ? "url" : "text"];
  if (event.clipboardData.files.length) form.elements.file.files = event.clipboardData.files;
  else if (text.length < 40 && field.name === "text") return;
  else field.value = text;
  box.open = true;
  field.focus();
});
