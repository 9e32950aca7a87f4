// @ts-check
// How far a task with documents is; the page is loaded anew when it is done.

import { all, maybe, one } from "./dom.js";
import { t } from "./texts.js";

/** @import { TaskState } from "../types/server" */

const LOOK = 400; // ms between two looks
const part = one("#taak", HTMLElement);
const step = one("#stap", HTMLElement);
const bar = one("#balk", HTMLProgressElement);
const pace = one("#tempo", HTMLElement);
const message = one("#melding", HTMLElement);
const away = one("#weg", HTMLElement);

/** @param {TaskState} task */
function show(task) {
  if (task.step) step.textContent = task.step;
  if (task.phase && task.phase !== message.textContent) message.textContent = task.phase; // not every file is read out
  pace.textContent = [task.total ? t("toevoegen.van", { gedaan: task.done, totaal: task.total }) : "", task.pace]
    .filter(Boolean)
    .join(", ");
  if (task.total) {
    bar.max = task.total;
    bar.value = task.done;
  }
  for (const [number, row] of all("#bestandenlijst li", HTMLLIElement).entries()) {
    const state = maybe(".stand-van", HTMLElement, row);
    if (state) state.textContent = number < task.read ? `: ${t("toevoegen.gelezen")}` : "";
  }
}

/** @returns {Promise<TaskState | null>} null: it is not known any more */
async function task() {
  const response = await fetch(String(part.dataset.adres), { headers: { Accept: "application/json" } });
  return response.ok ? await response.json() : null;
}

async function look() {
  try {
    const now = await task();
    if (away.textContent) away.textContent = "";
    if (now?.state !== "wacht" && now?.state !== "bezig") return location.reload();
    show(now);
  } catch {
    if (!away.textContent) away.textContent = t("toevoegen.weg"); // what was to be done is kept there
  }
  setTimeout(look, LOOK);
}
look();
