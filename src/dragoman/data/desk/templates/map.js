// Drag, zoom and keys for the map and the timeline; without JavaScript the links above them do the same.
const part = async (address, id) => {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
};

let turn = 0;
// Puts the figure as another address has it in the place of this one; the last wish wins.
const show = async (figure, address, focus) => {
  const mine = ++turn;
  figure.setAttribute("aria-busy", "true");
  try {
    const found = await part(address, figure.id);
    if (mine !== turn) return;
    if (!found) { location.href = address; return; }
    const name = focus && focus.getAttribute("aria-label");
    const fresh = document.adoptNode(found);
    figure.replaceWith(fresh);
    history.replaceState(null, "", address);
    // The other figure's links must carry on what this one shows now.
    for (const other of document.querySelectorAll("#map-figure, #times-figure")) {
      if (other.id !== fresh.id) part(address, other.id).then((next) => next && other.replaceWith(document.adoptNode(next)));
    }
    ready(fresh);
    const again = name && [...fresh.querySelectorAll(".ways a, svg.world")].find((n) => n.getAttribute("aria-label") === name);
    if (again) again.focus({ preventScroll: true });
  } catch { location.href = address; }
};

const addressOf = (changes) => {
  const asked = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) asked.set(name, value);
  asked.delete("done");
  return `${location.pathname}?${asked}`;
};

const boxOf = (svg) => svg.dataset.box.split(",").map(Number);
const told = (box) => {
  let [west, south, east, north] = box;
  if (east - west > 380) { west = -190; east = 190; }
  const off = 360 * Math.round((west + east) / 720);
  return [west - off, Math.max(-84.9, south), east - off, Math.min(84.9, north)].map((n) => n.toFixed(3)).join(",");
};

const draggable = (figure, svg) => {
  let start = null;
  const scale = () => svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  const layers = () => svg.querySelectorAll(".ground, .marks");
  svg.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    start = { x: event.clientX, y: event.clientY, moved: false };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!start) return;
    const dx = event.clientX - start.x, dy = event.clientY - start.y;
    if (!start.moved && Math.hypot(dx, dy) < 5) return;
    if (!start.moved) { start.moved = true; svg.setPointerCapture(event.pointerId); svg.classList.add("held"); }
    for (const layer of layers()) layer.setAttribute("transform", `translate(${dx * scale()} ${dy * scale()})`);
  });
  svg.addEventListener("pointerup", (event) => {
    if (!start || !start.moved) { start = null; return; }
    const rect = svg.getBoundingClientRect();
    const [west, south, east, north] = boxOf(svg);
    const dx = ((event.clientX - start.x) / rect.width) * (east - west), dy = ((event.clientY - start.y) / rect.height) * (north - south);
    start = null;
    svg.classList.remove("held");
    show(figure, addressOf({ map: told([west - dx, south + dy, east - dx, north + dy]) }));
  });
  svg.addEventListener("click", (event) => { if (svg.classList.contains("held")) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  const zoom = (factor, event) => {
    const [west, south, east, north] = boxOf(svg);
    const rect = svg.getBoundingClientRect();
    const fx = event && event.clientX ? (event.clientX - rect.left) / rect.width : 0.5;
    const fy = event && event.clientY ? (event.clientY - rect.top) / rect.height : 0.5;
    const x = west + (east - west) * fx, y = north - (north - south) * fy;
    show(figure, addressOf({ map: told([x - (x - west) * factor, y - (y - south) * factor, x + (east - x) * factor, y + (north - y) * factor]) }), svg);
  };
  svg.addEventListener("dblclick", (event) => { event.preventDefault(); zoom(0.5, event); });
  let wait = 0;
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    clearTimeout(wait);
    wait = setTimeout(() => zoom(event.deltaY < 0 ? 0.6 : 1.7, event), 60);
  }, { passive: false });
  svg.tabIndex = 0;
  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg) return;
    const name = { ArrowLeft: "West", ArrowRight: "East", ArrowUp: "North", ArrowDown: "South", "+": "Closer", "=": "Closer", "-": "Farther" }[event.key];
    const link = name && figure.querySelector(`.ways a[aria-label="${name}"]`);
    if (!link) return;
    event.preventDefault();
    show(figure, link.getAttribute("href"), svg);
  });
};

const ready = (figure) => {
  figure.addEventListener("click", (event) => {
    const link = event.target.closest(".ways a, a.cluster[href^='/?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(figure, link.getAttribute("href"), link);
  });
  const svg = figure.querySelector("svg.world");
  if (svg) draggable(figure, svg);
  // On a telephone a drawing is wider than the screen: the middle of a map, the busiest days of a timeline come first.
  const pan = figure.querySelector(".pan");
  const height = (column) => Number(column.getAttribute("height"));
  const busiest = [...figure.querySelectorAll("svg.times a .column")].reduce((most, next) => (most && height(most) >= height(next) ? most : next), null);
  pan.scrollLeft = busiest ? (pan.scrollWidth * busiest.getAttribute("x")) / 1000 - pan.clientWidth / 2 : (pan.scrollWidth - pan.clientWidth) * 0.55;
};
for (const figure of document.querySelectorAll("#map-figure, #times-figure")) ready(figure);
