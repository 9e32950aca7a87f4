// @ts-check
// How far a task with documents is; the page is loaded anew when it is done.

import { t } from "./texts.js";

const LOOK = 400; // ms between two looks
const part = /** @type {HTMLElement} */ (document.getElementById("taak"));
const step = /** @type {HTMLElement} */ (document.getElementById("stap"));
const bar = /** @type {HTMLProgressElement} */ (document.getElementById("balk"));
const message = /** @type {HTMLElement} */ (document.getElementById("melding"));

/** @param {{step: string, done: number, total: number, read: number, files: string[]}} task */
function show(task) {
  if (task.step && task.step !== step.textContent) message.textContent = step.textContent = task.step;
  if (task.total) {
    bar.max = task.total;
    bar.value = task.done;
  }
  for (const [number, row] of document.querySelectorAll("#bestandenlijst li").entries()) {
    const state = row.querySelector(".stand-van");
    if (state) state.textContent = number < task.read ? `: ${t("toevoegen.gelezen")}` : "";
  }
}

async function look() {
  try {
    const response = await fetch(String(part.dataset.adres), { headers: { Accept: "application/json" } });
    const task = response.ok ? await response.json() : { state: "weg" };
    if (!["wacht", "bezig"].includes(task.state)) return location.reload();
    show(task);
  } catch {
    // the server is away for a moment: what was to be done is kept there
  }
  setTimeout(look, LOOK);
}
look();
