// @ts-check
// Drafts: drop a mail, see that it is being worked on, find the places to fill in, copy what was written.
// Everything works without this script but for dropping, finding and copying.

import "./copy.js";
import { el } from "./dom.js";
import { watchReadiness } from "./ready.js";
import { t } from "./texts.js";

const MOST_BYTES = 900_000; // the server takes 1 MB; attachments come last in a mail and are not read
const PLACE = /\[(?:NOG |uw )[^\]]*\]/g;

/** @param {string} id @returns {any} */
const $ = (id) => document.getElementById(id);
if ($("mailformulier")) prepareMail($("mailformulier"));
if ($("concept")) prepareReply($("concept"));

// --- the mail ---

/** @param {HTMLFormElement} form */
function prepareMail(form) {
  const file = /** @type {HTMLInputElement} */ ($("bestand"));
  const message = /** @type {HTMLElement} */ ($("melding"));
  /** @type {number | undefined} */
  let clock;

  /** @param {File | undefined} chosen the first file, or none */
  function take(chosen) {
    const files = new DataTransfer();
    if (chosen) {
      files.items.add(chosen.size > MOST_BYTES ? new File([chosen.slice(0, MOST_BYTES)], chosen.name) : chosen);
    }
    file.files = files.files;
    $("bestand-weg").hidden = !chosen;
    message.textContent = chosen ? t("concepten.gekozen", { naam: chosen.name }) : "";
  }

  /** @param {boolean} working */
  function setWorking(working) {
    clearInterval(clock);
    $("maak").disabled = working;
    $("stop").hidden = !working;
    form.setAttribute("aria-busy", String(working));
    if (!working) return;
    const seconds = el("span", { "aria-hidden": "true" });
    message.replaceChildren(el("span", { class: "bezig" }, el("span", {}, t("concepten.bezig"), " ", seconds)));
    const began = Date.now();
    clock = setInterval(() => {
      seconds.textContent = t("concepten.seconden", { aantal: Math.round((Date.now() - began) / 1000) });
    }, 1000);
  }

  file.addEventListener("change", () => take(file.files?.[0]));
  $("bestand-weg").addEventListener("click", () => {
    take(undefined);
    file.focus();
  });
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    else setWorking(true);
  });
  $("stop").addEventListener("click", () => {
    window.stop();
    setWorking(false);
    message.textContent = t("concepten.gestopt");
    $("maak").focus();
  });
  addEventListener("pageshow", () => {
    setWorking(false); // back from the draft
    if (file.files?.length) take(file.files[0]);
    else message.textContent = "";
  });

  // A file may be dropped anywhere on the page; text that is dragged goes where it is dropped, as ever.
  $("slepen").hidden = false;
  /** @param {boolean} over */
  const mark = (over) => $("neerzetten").classList.toggle("sleept", over);
  /** @param {DragEvent} event */
  const hasFile = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && mark(false));
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(false);
    take(event.dataTransfer?.files[0]);
  });

  watchReadiness($("stand"), (text) => (message.textContent = text));
}

// --- the reply ---

/** @param {HTMLFormElement} form */
function prepareReply(form) {
  const box = /** @type {HTMLTextAreaElement} */ ($("antwoord"));
  const bar = /** @type {HTMLElement} */ ($("plekken"));
  const count = /** @type {HTMLElement} */ (bar.querySelector("p"));
  let edited = false;

  function show() {
    const places = [...box.value.matchAll(PLACE)].length;
    const text = places === 1 ? t("concepten.plekken.een") : t("concepten.plekken.meer", { aantal: places });
    const now = places ? text : t("concepten.plekken.geen");
    if (count.textContent !== now) count.textContent = now; // said only when it changes
    bar.classList.toggle("klaar", places === 0);
    $("volgende-plek").hidden = places === 0;
    $("kopieer").dataset.kopieer = box.value.replace(/\*\*(.+?)\*\*/g, "$1");
  }

  box.addEventListener("input", () => {
    edited = true;
    show();
  });
  $("volgende-plek").addEventListener("click", () => {
    const places = [...box.value.matchAll(PLACE)];
    const next = places.find((place) => place.index >= box.selectionEnd) ?? places[0];
    box.focus();
    box.setSelectionRange(next.index, next.index + next[0].length);
  });
  form.addEventListener("submit", () => (edited = false));
  $("kopieer").addEventListener("click", () => (edited = false));
  addEventListener("beforeunload", (event) => edited && event.preventDefault());
  bar.hidden = false;
  box.setSelectionRange(0, 0);
  show();
}
