// Files dropped on a page are read; a text pasted outside a field goes into the box for texts.
const box = document.getElementById("add");
const form = box.querySelector("form");
let depth = 0;

const brings = (event) => event.dataTransfer && [...event.dataTransfer.types].some((t) => t === "Files" || t === "text/uri-list");
const shade = (change) => {
  depth = Math.max(0, change === null ? 0 : depth + change);
  document.body.classList.toggle("dropping", depth > 0);
};
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
  if (event.target.closest("input, textarea")) return;
  const text = event.clipboardData.getData("text/plain");
  if (text.trim().length < 40) return;
  box.open = true;
  form.elements.text.value = text;
  form.elements.text.focus();
});
