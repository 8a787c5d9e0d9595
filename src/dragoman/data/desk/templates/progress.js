// Watches one reading; a single dossier is opened as soon as it is there.
const place = document.getElementById("progress");
const step = place.querySelector(".step");
const watch = async () => {
  const answer = await fetch(place.dataset.twin);
  if (!answer.ok) return;
  const job = await answer.json();
  step.textContent = job.step;
  if (!job.is_done) { setTimeout(watch, 400); return; }
  if (job.documents.length === 1 && job.failures.length === 0) location.replace(`/documents/${encodeURIComponent(job.documents[0].id)}`);
  else location.reload();
};
setTimeout(watch, 300);
