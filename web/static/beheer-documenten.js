// @ts-check
// Adding documents: drop them, see what is chosen, see each file being sent. Everything else works without this.

import { el, maybe, one } from "./dom.js";
import { watchReadiness } from "./ready.js";
import { t } from "./texts.js";

const form = one("#toevoegen", HTMLFormElement);
const input = one("#bestand", HTMLInputElement);
const list = one("#gekozen", HTMLElement);
const message = one("#melding", HTMLElement);
const addButton = one("#voeg-toe", HTMLButtonElement);
const stopButton = one("#stop", HTMLButtonElement);
const dropPlace = one("#neerzetten", HTMLElement);
const mostBytes = Number(form.dataset.bestand);
const mostAtOnce = Number(form.dataset.zending) - 1_000_000; // the form around the files takes some too
const mostFiles = Number(form.dataset.aantal);

const LOOK = 4000; // ms between two looks whether the server is still there

/** @type {File[]} */
let files = [];
/** @type {XMLHttpRequest | null} */
let sending = null;

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

/** Whether a file was chosen before. @param {File} one @param {File} other */
const isSame = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** A file under a name that no other has: the same name from another folder gets a number. @param {File} file */
function named(file) {
  const dot = file.name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [file.name.slice(0, dot), file.name.slice(dot)] : [file.name, ""];
  let name = file.name;
  for (let number = 2; files.some((old) => old.name.toLowerCase() === name.toLowerCase()); number += 1)
    name = `${stem} (${number})${extension}`;
  return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified });
}

/** @param {Iterable<File>} more */
function add(more) {
  const refused = [];
  for (const file of more) {
    if (file.size > mostBytes) refused.push(t("toevoegen.te_groot", { naam: file.name, mb: mostBytes / 1048576 }));
    else files = [...files.filter((old) => !isSame(old, file)), named(file)];
  }
  if (files.length > mostFiles) {
    files = files.slice(0, mostFiles);
    refused.push(t("toevoegen.te_veel", { aantal: mostFiles }));
  }
  show();
  const chosen = files.length === 1 ? t("toevoegen.gekozen.een") : t("toevoegen.gekozen.meer", { aantal: files.length });
  message.textContent = [...refused, files.length ? chosen : ""].join(" ").trim();
}

function show() {
  list.hidden = files.length === 0;
  list.replaceChildren(...files.map(row));
}

/** @param {File} file */
function row(file) {
  const away = el("button", { type: "button", class: "utrecht-button utrecht-button--subtle", "aria-label": t("toevoegen.haal_weg", { naam: file.name }) }, "×");
  away.addEventListener("click", () => {
    files = files.filter((other) => other !== file);
    show();
    message.textContent = "";
    input.focus();
  });
  return el("li", {}, el("span", { class: "naam" }, file.name, el("span", { class: "klein" }, size(file.size))), away);
}

/** Show of each file how much of it was sent. @param {number} sent  bytes of all files together */
function showSent(sent) {
  let before = 0;
  for (const [number, file] of files.entries()) {
    const item = list.children[number];
    let bar = maybe("progress", HTMLProgressElement, item);
    if (!bar) {
      maybe("button", HTMLButtonElement, item)?.remove();
      bar = el("progress", { max: Math.max(1, file.size), value: 0, "aria-label": file.name });
      item.append(bar);
    }
    bar.value = Math.max(0, Math.min(file.size, sent - before));
    before += file.size;
    one(".klein", HTMLElement, item).textContent = sent >= before ? `${size(file.size)}, ${t("toevoegen.verstuurd")}` : size(file.size);
  }
}

/** @param {boolean} working */
function setWorking(working) {
  addButton.disabled = working;
  input.disabled = working;
  stopButton.hidden = !working;
  form.setAttribute("aria-busy", String(working));
}

/** @param {string} text */
function fail(text) {
  sending = null;
  setWorking(false);
  show();
  message.textContent = text;
}

function send() {
  const data = new FormData(form);
  data.delete("bestand");
  for (const file of files) data.append("bestand", file, file.name);
  const request = new XMLHttpRequest(); // fetch does not tell how much was sent
  sending = request;
  request.open("POST", "/beheer/documenten");
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => showSent(event.loaded));
  request.addEventListener("load", () => {
    /** @type {{adres?: string, detail?: string} | null} what came of it, or why it was refused */
    const answer = request.response;
    if (request.status === 202 && answer?.adres) location.assign(answer.adres);
    else if (request.status === 401) location.assign("/beheer/aanmelden?naar=/beheer/documenten");
    else fail(answer?.detail ?? t("toevoegen.mislukt"));
  });
  request.addEventListener("error", () => fail(t("toevoegen.mislukt")));
  request.addEventListener("abort", () => fail(t("toevoegen.gestopt")));
  request.send(data);
  setWorking(true);
  message.textContent = t("toevoegen.versturen");
  showSent(0);
}

function take() {
  add(input.files ?? []);
  input.value = ""; // what is chosen stands in the list; the same file can be chosen again
}

input.addEventListener("change", take);
if (input.files?.length) take(); // chosen before this was loaded
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (sending) return;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (!files.length) message.textContent = t("toevoegen.kies_eerst");
  else if (total > mostAtOnce) message.textContent = t("toevoegen.te_groot_samen", { mb: Math.floor(mostAtOnce / 1048576) });
  else send();
});
stopButton.addEventListener("click", () => sending?.abort());
addEventListener("pageshow", (event) => {
  sending = null;
  setWorking(false);
  if (!event.persisted) return;
  files = []; // back from what came of them
  show();
  message.textContent = "";
});

// Files may be dropped anywhere on the page.
/** @param {boolean} over */
const mark = (over) => dropPlace.classList.toggle("sleept", over);
/** @param {DragEvent} event */
const hasFiles = (event) => !sending && (event.dataTransfer?.types.includes("Files") ?? false);
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  mark(true);
});
document.addEventListener("dragleave", (event) => event.relatedTarget === null && mark(false));
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  mark(false);
  add(event.dataTransfer?.files ?? []);
});
watchReadiness(one("#stand", HTMLElement), undefined, undefined, LOOK);
