// @ts-check
// The conversation on the page: ask, follow, stop, edit. What is shown and kept is the server's; see web/conversations.py.

import "./copy.js";
import { el, sign } from "./dom.js";
import { draft, keepDraft } from "./draft.js";
import { takeFeedback } from "./feedback.js";
import { watchReadiness } from "./ready.js";
import { keepInView, startFollowing, watchReader } from "./scrolling.js";
import { post } from "./stream.js";
import { t } from "./texts.js";
import { firstSentence, grow, identify, newTurn } from "./turn.js";

/** @param {string} id @returns {any} */
const $ = (id) => document.getElementById(id);
const form = /** @type {HTMLFormElement} */ ($("vraagformulier"));
const box = /** @type {HTMLTextAreaElement} */ ($("vraag"));
const list = /** @type {HTMLElement} */ ($("gesprek"));
const conversation = $("gesprek-id");
const edits = $("wijzigt");

/** The turn that is being answered, with what ends following it. @type {{turn: HTMLElement, leave: () => void} | null} */
let running = null;
let sending = false;

/** @param {string} message */
const announce = (message) => ($("melding").textContent = message);
const lastTurn = () => /** @type {HTMLElement | null} */ (list.lastElementChild);

function showState() {
  const begun = list.children.length > 0;
  $("chatvak").classList.toggle("begonnen", begun);
  $("voorbeelden").hidden = begun;
  $("verstuur").hidden = running !== null;
  $("stop").hidden = running === null;
  const turns = [...list.children];
  for (const turn of turns) {
    const open = turn === turns.at(-1) && running === null;
    for (const button of turn.querySelectorAll(".keuzes button")) /** @type {any} */ (button).disabled = !open;
  }
}

// --- asking ---

/** @param {string} question @param {string} [replaces] id of the message that makes way */
async function send(question, replaces = "") {
  if (running || sending || !question.trim()) return;
  if (question.length > box.maxLength) return fail({ message: tooLong(question), title: t("chat.mis_titel") });
  sending = true;
  clearProblem();
  const old = replaces ? list.querySelector(`[data-bericht="${replaces}"]`) : null;
  const turn = newTurn(question);
  old?.remove();
  running = { turn, leave: () => {} };
  showState();
  startFollowing(turn);
  announce(t("chat.verstuurd"));
  try {
    const path = conversation.value ? `/api/gesprekken/${conversation.value}/berichten` : "/api/gesprekken";
    const message = await post(path, {
      question,
      regeling: $("regeling").value || null,
      replaces: replaces || null,
    });
    identify(turn, message);
    if (!conversation.value) begin(message.conversation, message.question);
    followTurn(turn);
  } catch (problem) {
    turn.remove();
    if (old) list.append(old);
    running = null;
    if (!box.value) box.value = question;
    keepDraft(box.value);
    showState();
    fail(problem);
  } finally {
    sending = false;
  }
}

/** @param {string} question */
const tooLong = (question) => t("chat.te_lang", { meeste: box.maxLength, aantal: question.length });

/** @param {string} id @param {string} title  of the conversation that has begun */
function begin(id, title) {
  conversation.value = id;
  const { gesprekken, keuzes } = $("chatvak").dataset;
  history.replaceState(null, "", `${gesprekken}/${id}${keuzes}`);
  if ($("los")) $("los").href = `/gesprekken/${id}`;
  if ($("deel")) $("deel").href = `/gesprekken/${id}/delen`;
  const link = el("a", { href: `/gesprekken/${id}`, "aria-current": "page" }, el("span", {}, title));
  $("recent")?.prepend(el("li", {}, link));
}

/** @param {HTMLElement} turn */
function followTurn(turn) {
  const leave = grow(turn, conversation.value, { grown: keepInView, ended, failed: (problem) => (end(), fail(problem)) });
  running = { turn, leave };
  showState();
}

/** @param {HTMLElement} turn  as the server shows it @param {any} message */
function ended(turn, message) {
  end();
  keepInView(turn);
  announce(message.state === "klaar" ? t("chat.antwoord", { zin: firstSentence(turn) }) : turnState(turn));
}

function end() {
  running = null;
  showState();
}

/** @param {HTMLElement} turn */
const turnState = (turn) => turn.querySelector(".fout, .antwoord > .stand:last-of-type")?.textContent?.trim() ?? "";

/** @param {any} problem */
function fail(problem) {
  const title = problem.title ?? t("chat.mis_titel");
  const detail = problem.title ? (problem.detail ?? problem.message) : t("chat.mis_wat");
  const still = box.value ? ` ${t("chat.staat_er_nog")}` : "";
  $("fout").replaceChildren(sign("nee"), el("span", {}, el("strong", {}, `${title}.`), ` ${detail}${still}`));
  if (problem.state) checkReadiness();
  if (!problem.title) console.error(problem);
}

function clearProblem() {
  $("fout").replaceChildren();
}

// --- editing the last question ---

function startEditing() {
  const turn = lastTurn();
  if (!turn || running) return;
  edits.value = turn.dataset.bericht;
  box.value = turn.querySelector(".vraagtekst")?.textContent ?? "";
  $("wijzigt-uitleg").hidden = false;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

/** @param {boolean} clear */
function stopEditing(clear) {
  edits.value = "";
  $("wijzigt-uitleg").hidden = true;
  if (clear) box.value = "";
}

// --- wiring ---

/** Open the quote of a source that is jumped to. */
function openQuote() {
  const quote = $(decodeURIComponent(location.hash.slice(1)))?.querySelector("details");
  if (quote) quote.open = true;
}

const checkReadiness = watchReadiness($("stand"), announce);
watchReader(box);
takeFeedback(list, announce, fail);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button?.name === "keuze") {
    send(button.value);
  } else if (button?.name === "opnieuw") {
    send(lastTurn()?.querySelector(".vraagtekst")?.textContent ?? "", button.value);
  } else if (!running && !sending && box.value.trim()) {
    const [question, replaces] = [box.value, edits.value];
    if (question.length <= box.maxLength) {
      stopEditing(true);
      keepDraft("");
    }
    send(question, replaces);
  }
  box.focus({ preventScroll: true });
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && edits.value) {
    event.preventDefault();
    stopEditing(true);
  }
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit($("verstuur"));
});
list.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest(".citatie")) setTimeout(openQuote); // a second click on the same number changes no hash
  if (target.closest("a[data-wijzig]")) {
    event.preventDefault();
    startEditing();
  }
});
$("wijzig-niet").addEventListener("click", (/** @type {Event} */ event) => {
  event.preventDefault();
  stopEditing(true);
  box.focus();
});
$("stop").addEventListener("click", async () => {
  const id = running?.turn.dataset.bericht;
  box.focus({ preventScroll: true });
  if (!id) return;
  try {
    await post(`/api/gesprekken/${conversation.value}/berichten/${id}/stop`);
  } catch (problem) {
    fail(problem);
  }
});
box.addEventListener("input", () => keepDraft(box.value));
addEventListener("hashchange", openQuote);
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // kept by the browser: what it shows may be old
});
addEventListener("pagehide", () => running?.leave());
document.addEventListener("visibilitychange", async () => {
  if (document.hidden || running || !conversation.value) return;
  const response = await fetch(`/api/gesprekken/${conversation.value}`).catch(() => null);
  const last = response?.ok ? (await response.json()).messages.at(-1) : null;
  const shown = lastTurn()?.dataset.bericht;
  if (last && shown && last.id !== shown && !box.value && !running) location.reload(); // another tab went on
});

box.value ||= draft();
$("hulp").hidden = false;
showState();
openQuote();
const unfinished = lastTurn();
if (unfinished?.dataset.stand === "bezig") followTurn(unfinished);
