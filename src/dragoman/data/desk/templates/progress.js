// Watches one reading, or all of them; a single dossier is opened as soon as it is there.
const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

const one = async (place) => {
  for (;;) {
    const answer = await fetch(place.dataset.twin);
    if (!answer.ok) return;
    const job = await answer.json();
    place.querySelector(".step").textContent = job.step;
    place.querySelector(".seconds").textContent = `(${job.seconds} s)`;
    if (job.is_done && job.documents.length === 1 && job.failures.length === 0) location.replace(`/documents/${encodeURIComponent(job.documents[0].id)}`);
    else if (job.is_done) location.reload();
    if (job.is_done) return;
    await wait(400);
  }
};

const all = async (queue) => {
  while (queue.classList.contains("busy")) {
    await wait(1000);
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("queue");
    if (document.activeElement && queue.contains(document.activeElement)) continue;
    queue.replaceChildren(...document.adoptNode(fresh).childNodes);
    queue.className = fresh.className;
  }
};

const place = document.getElementById("progress");
const queue = document.getElementById("queue");
if (place) wait(300).then(() => one(place));
if (queue) all(queue);
