// @ts-check
// The conversation on the page: ask, follow, stop, edit. What is shown and kept is the server's; see web/conversations.py.

import "./copy.js";
import { all, around, el, maybe, one, sign } from "./dom.js";
import { draft, keepDraft } from "./draft.js";
import { takeFeedback } from "./feedback.js";
import { watchReadiness } from "./ready.js";
import { keepInView, startFollowing, watchReader } from "./scrolling.js";
import { ask, asProblem, post, Problem } from "./stream.js";
import { t } from "./texts.js";
import { firstSentence, grow, identify, newTurn, questionOf, turnState } from "./turn.js";

/** @import { Conversation, Message } from "../types/server" */
/** @import { Incoming } from "./stream.js" */

const form = one("#vraagformulier", HTMLFormElement);
const box = one("#vraag", HTMLTextAreaElement);
const list = one("#gesprek", HTMLElement);
const place = one("#chatvak", HTMLElement);
const conversation = one("#gesprek-id", HTMLInputElement);
const edits = one("#wijzigt", HTMLInputElement);
const editing = one("#wijzigt-uitleg", HTMLElement);
const regime = one("#regeling", HTMLSelectElement);
const sendButton = one("#verstuur", HTMLButtonElement);
const stopButton = one("#stop", HTMLButtonElement);
const fault = one("#fout", HTMLElement);
const spoken = one("#melding", HTMLElement);
const readiness = one("#stand", HTMLElement);

/** The turn that is being answered, with what ends following it. @type {{turn: HTMLElement, leave: () => void} | null} */
let running = null;
let sending = false;
/**
 * The question that was asked before the assistant was open, or while another was being answered; `typed`: it stands in
 * the box, where it can still be changed. @type {{question: string, replaces: string, typed: boolean} | null}
 */
let waiting = null;

/** @param {string} message */
const announce = (message) => (spoken.textContent = message);
const turns = () => all(":scope > .beurt", HTMLElement, list);
const lastTurn = () => turns().at(-1) ?? null;

function showState() {
  const begun = list.children.length > 0;
  place.classList.toggle("begonnen", begun);
  one("#voorbeelden", HTMLElement).hidden = begun;
  sendButton.hidden = running !== null;
  stopButton.hidden = running === null;
  const last = lastTurn();
  for (const button of all(".keuzes button", HTMLButtonElement, list)) {
    button.disabled = running !== null || !last?.contains(button);
  }
}

// --- asking ---

/** @param {string} question @param {string} [replaces] id of the message that makes way */
async function send(question, replaces = "") {
  if (running || sending || !question.trim()) return;
  if (question.length > box.maxLength) return fail(new Problem(t("chat.mis_titel"), tooLong(question)));
  sending = true;
  const asked = ask(conversation.value ? `/api/gesprekken/${conversation.value}/berichten` : "/api/gesprekken", {
    question,
    regeling: regime.value || null,
    replaces: replaces || null,
  });
  clearProblem();
  readiness.hidden ||= readiness.classList.contains("ready");
  const old = replaces ? maybe(`[data-bericht="${replaces}"]`, HTMLElement, list) : null;
  const turn = newTurn(question);
  const entry = conversation.value ? null : listed(question);
  old?.remove();
  running = { turn, leave: () => {} };
  showState();
  startFollowing(turn);
  announce(t("chat.verstuurd"));
  try {
    const { message, incoming } = await asked;
    const begun = conversation.value === "";
    conversation.value = message.conversation;
    identify(turn, message);
    followTurn(turn, incoming);
    if (begun) setTimeout(() => begin(message, entry)); // after the first word, which may be here already
  } catch (error) {
    turn.remove();
    entry?.remove();
    if (old) list.append(old);
    running = null;
    if (!box.value) box.value = question;
    keepDraft(box.value);
    showState();
    const problem = asProblem(error);
    if (problem.state === "opening") {
      wait(question, replaces, problem.title, t("chat.wacht"));
      checkReadiness();
    } else {
      fail(problem);
    }
  } finally {
    sending = false;
  }
}

/** @param {string} question */
const tooLong = (question) => t("chat.te_lang", { meeste: box.maxLength, aantal: question.length });

/** A conversation that begins with this question, in the list at once. @param {string} question */
function listed(question) {
  const entry = el("li", {}, el("a", { "aria-current": "page" }, el("span", {}, question)));
  maybe("#recent", HTMLElement)?.prepend(entry);
  return entry;
}

/** The conversation has begun. @param {Message} message @param {HTMLElement | null} entry  in the list */
function begin({ conversation: id, question }, entry) {
  const { gesprekken, keuzes } = place.dataset;
  history.replaceState(null, "", `${gesprekken}/${id}${keuzes}`);
  const address = `/gesprekken/${id}`;
  maybe("#los", HTMLAnchorElement)?.setAttribute("href", address);
  maybe("#deel", HTMLAnchorElement)?.setAttribute("href", `${address}/delen`);
  if (!entry) return;
  one("a", HTMLAnchorElement, entry).href = address;
  one("span", HTMLElement, entry).textContent = question;
}

/** @param {HTMLElement} turn @param {Incoming | null} [incoming] where its answer comes in already */
function followTurn(turn, incoming = null) {
  const tell = { grown: keepInView, ended, failed: (/** @type {Problem} */ problem) => (end(), fail(problem)) };
  running = { turn, leave: grow(turn, conversation.value, tell, incoming) };
  showState();
}

/** @param {HTMLElement} turn  as the server shows it @param {Message} message */
function ended(turn, message) {
  end();
  keepInView(turn);
  announce(message.state === "klaar" ? t("chat.antwoord", { zin: firstSentence(turn) }) : turnState(turn));
  if (waiting && message.state !== "klaar") clearProblem(); // stopped or cut off: what comes next is up to the reader
  askWaiting();
}

function end() {
  running = null;
  showState();
}

/** @param {unknown} error */
function fail(error) {
  const problem = asProblem(error);
  waiting = null;
  const still = box.value ? ` ${t("chat.staat_er_nog")}` : "";
  say("nee", problem.title, `${problem.message}${still}`);
  if (problem.state) checkReadiness();
}

/**
 * Keep a question to be asked later, and say so.
 *
 * @param {string} question @param {string} replaces @param {string} title @param {string} text
 */
function wait(question, replaces, title, text) {
  waiting = { question, replaces, typed: box.value === question };
  say("let-op", title, text);
}

/** @param {string} icon @param {string} title @param {string} text */
function say(icon, title, text) {
  fault.replaceChildren(sign(icon), el("span", {}, el("strong", {}, `${title}.`), ` ${text}`));
}

function clearProblem() {
  waiting = null;
  fault.replaceChildren();
}

/** What a question waited for is there: it is asked, unless it was changed in the box. */
function askWaiting() {
  const held = waiting;
  if (!held || running || sending) return;
  clearProblem();
  if (held.typed) {
    if (box.value !== held.question) return;
    stopEditing(true);
    keepDraft("");
  }
  send(held.question, held.replaces);
}

// --- editing the last question ---

function startEditing() {
  const turn = lastTurn();
  if (!turn || running) return;
  edits.value = turn.dataset.bericht ?? "";
  box.value = questionOf(turn);
  editing.hidden = false;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

/** @param {boolean} clear */
function stopEditing(clear) {
  edits.value = "";
  editing.hidden = true;
  if (clear) box.value = "";
}

// --- wiring ---

/** Open the quote of a source that is jumped to. */
function openQuote() {
  const source = document.getElementById(location.hash.slice(1)); // ids here are plain signs
  const quote = source && maybe("details", HTMLDetailsElement, source);
  if (quote) quote.open = true;
}

const checkReadiness = watchReadiness(readiness, announce, askWaiting);
watchReader(box);
takeFeedback(list, announce, fail);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
  const last = lastTurn();
  if (button?.name === "keuze") {
    send(button.value);
  } else if (button?.name === "opnieuw") {
    if (last) send(questionOf(last), button.value);
  } else if (running && !sending && box.value.trim() && box.value.length <= box.maxLength && !edits.value) {
    wait(box.value, "", t("chat.nog_bezig"), t("chat.wacht_op_antwoord"));
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
  form.requestSubmit(sendButton);
});
list.addEventListener("click", (event) => {
  if (around(event, ".citatie", HTMLElement)) setTimeout(openQuote); // a second click on a number changes no hash
  if (around(event, "a[data-wijzig]", HTMLElement)) {
    event.preventDefault();
    startEditing();
  }
});
one("#wijzig-niet", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  stopEditing(true);
  box.focus();
});
stopButton.addEventListener("click", async () => {
  const id = running?.turn.dataset.bericht;
  box.focus({ preventScroll: true });
  if (!id) return;
  try {
    await post(`/api/gesprekken/${conversation.value}/berichten/${id}/stop`);
  } catch (error) {
    fail(error);
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
  if (!response?.ok) return;
  /** @type {Conversation} */
  const kept = await response.json();
  const last = kept.messages.at(-1);
  const shown = lastTurn()?.dataset.bericht;
  if (last && shown && last.id !== shown && !box.value && !running) location.reload(); // another tab went on
});

box.value ||= draft();
form.dataset.bediend = ""; // the script has taken over from the plain form
showState();
openQuote();
const unfinished = lastTurn();
if (unfinished?.dataset.stand === "bezig") followTurn(unfinished);
