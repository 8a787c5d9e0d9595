// Instants are stored in universal time and shown in the reader's own; days without an hour stay as they are.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
export const show = (root) => {
  for (const time of root.querySelectorAll("time.instant")) {
    const instant = new Date(time.dateTime);
    if (Number.isNaN(instant.getTime())) continue;
    time.title = time.textContent;
    time.textContent = local.format(instant);
  }
};
show(document);
