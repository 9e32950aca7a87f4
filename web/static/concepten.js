// @ts-check
// Drafts: drop a mail, see that it is being worked on, find the places to fill in, copy what was written.
// Everything works without this script but for dropping, finding and copying.

import "./copy.js";
import { el, maybe, one } from "./dom.js";
import { watchReadiness } from "./ready.js";
import { t } from "./texts.js";

const MOST_BYTES = 900_000; // the server takes 1 MB; attachments come last in a mail and are not read
const PLACE = /\[(?:NOG |uw )[^\]]*\]/g;

const mail = maybe("#mailformulier", HTMLFormElement);
const reply = maybe("#concept", HTMLFormElement);
if (mail) prepareMail(mail);
if (reply) prepareReply(reply);

// --- the mail ---

/** @param {HTMLFormElement} form */
function prepareMail(form) {
  const file = one("#bestand", HTMLInputElement);
  const message = one("#melding", HTMLElement);
  const away = one("#bestand-weg", HTMLButtonElement);
  const make = one("#maak", HTMLButtonElement);
  const stop = one("#stop", HTMLButtonElement);
  const dropPlace = one("#neerzetten", HTMLElement);
  /** @type {number | undefined} */
  let clock;

  /** @param {File | undefined} chosen the first file, or none */
  function take(chosen) {
    const files = new DataTransfer();
    if (chosen) {
      files.items.add(chosen.size > MOST_BYTES ? new File([chosen.slice(0, MOST_BYTES)], chosen.name) : chosen);
    }
    file.files = files.files;
    away.hidden = !chosen;
    message.textContent = chosen ? t("concepten.gekozen", { naam: chosen.name }) : "";
  }

  /** @param {boolean} working */
  function setWorking(working) {
    clearInterval(clock);
    make.disabled = working;
    stop.hidden = !working;
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
  away.addEventListener("click", () => {
    take(undefined);
    file.focus();
  });
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    else setWorking(true);
  });
  stop.addEventListener("click", () => {
    window.stop();
    setWorking(false);
    message.textContent = t("concepten.gestopt");
    make.focus();
  });
  addEventListener("pageshow", () => {
    setWorking(false); // back from the draft
    if (file.files?.length) take(file.files[0]);
    else message.textContent = "";
  });

  // A file may be dropped anywhere on the page; text that is dragged goes where it is dropped, as ever.
  /** @param {boolean} over */
  const mark = (over) => dropPlace.classList.toggle("sleept", over);
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

  watchReadiness(one("#stand", HTMLElement));
}

// --- the reply ---

/** @param {HTMLFormElement} form */
function prepareReply(form) {
  const box = one("#antwoord", HTMLTextAreaElement);
  const bar = one("#plekken", HTMLElement);
  const count = one("p", HTMLElement, bar);
  const nextPlace = one("#volgende-plek", HTMLButtonElement);
  const copyButton = one("#kopieer", HTMLButtonElement);
  let edited = false;

  function show() {
    const places = [...box.value.matchAll(PLACE)].length;
    const text = places === 1 ? t("concepten.plekken.een") : t("concepten.plekken.meer", { aantal: places });
    const now = places ? text : t("concepten.plekken.geen");
    if (count.textContent !== now) count.textContent = now; // said only when it changes
    bar.classList.toggle("klaar", places === 0);
    nextPlace.hidden = places === 0;
    copyButton.dataset.kopieer = box.value.replace(/\*\*(.+?)\*\*/g, "$1");
  }

  box.addEventListener("input", () => {
    edited = true;
    show();
  });
  nextPlace.addEventListener("click", () => {
    const places = [...box.value.matchAll(PLACE)];
    const next = places.find((place) => place.index >= box.selectionEnd) ?? places[0];
    box.focus();
    box.setSelectionRange(next.index, next.index + next[0].length);
  });
  form.addEventListener("submit", () => (edited = false));
  copyButton.addEventListener("click", () => (edited = false));
  addEventListener("beforeunload", (event) => edited && event.preventDefault());
  box.setSelectionRange(0, 0);
  show();
}
