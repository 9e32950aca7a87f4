// @ts-check
// A turn on the page: shown at once, growing while its answer is made, and then as the server shows it.

import { enableCopying } from "./copy.js";
import { markdown } from "./markdown.js";
import { follow } from "./stream.js";
import { t } from "./texts.js";

const list = /** @type {HTMLElement} */ (document.getElementById("gesprek"));
const pattern = /** @type {HTMLTemplateElement} */ (document.getElementById("beurt-sjabloon"));
const tools = JSON.parse(document.getElementById("toolnamen")?.textContent ?? "{}");

/** @param {string} text @returns {HTMLElement} an empty turn with this question */
export function newTurn(text) {
  const turn = /** @type {HTMLElement} */ (pattern.content.firstElementChild?.cloneNode(true));
  setQuestion(turn, text);
  list.append(turn);
  return turn;
}

/** @param {HTMLElement} turn @param {string} text */
export function setQuestion(turn, text) {
  find(turn, ".vraagtekst").textContent = text;
}

/** @param {HTMLElement} turn @param {{id: string, question: string}} message  the message that the server made of it */
export function identify(turn, message) {
  turn.id = `b-${message.id}`;
  turn.dataset.bericht = message.id;
  find(turn, ".vraag").id = `v-${message.id}`;
  turn.setAttribute("aria-labelledby", `v-${message.id}`);
  setQuestion(turn, message.question);
}

/**
 * Let a turn grow as its answer comes.
 *
 * @param {HTMLElement} turn
 * @param {string} conversation
 * @param {{grown: (turn: HTMLElement) => void, ended: (turn: HTMLElement, message: any) => void, failed: (problem: any) => void}} tell
 * @returns {() => void} stop following
 */
export function grow(turn, conversation, tell) {
  const id = String(turn.dataset.bericht);
  const busy = find(turn, ".bezig");
  const text = find(turn, ".tekst");
  let written = "";
  let frame = 0;
  /** @type {Set<number>} */
  let markers = new Set();
  const paint = () => {
    frame = 0;
    text.replaceChildren(markdown(written, (n) => (markers.has(n) ? `#b-${id}-bron-${n}` : null)));
    tell.grown(turn);
  };
  return follow(`/api/gesprekken/${conversation}/berichten/${id}/stroom`, {
    status: ({ text: step }) => (busy.textContent = step),
    tool_result: ({ tool }) => (busy.textContent = t("chat.regels", { tool: tools[tool] ?? tool })),
    passages: ({ passages }) => (markers = new Set(passages.map((/** @type {any} */ c) => c.marker))),
    token: (data) => {
      written += data.text;
      frame ||= requestAnimationFrame(paint);
    },
    partial: (data) => {
      written = data.text;
      frame ||= requestAnimationFrame(paint);
    },
    lost: () => (busy.textContent = t("chat.geen_verbinding")),
    back: () => (busy.textContent = t("chat.bezig")),
    ended: ({ message, html }) => {
      cancelAnimationFrame(frame);
      tell.ended(replace(turn, html), message);
    },
    problem: (problem) => {
      cancelAnimationFrame(frame);
      busy.remove();
      tell.failed(problem);
    },
  });
}

/** @param {HTMLElement} turn @param {string} html  the turn as the server shows it @returns {HTMLElement} */
function replace(turn, html) {
  const made = new DOMParser().parseFromString(html, "text/html").querySelector("article");
  if (!made) throw new Error("the server gave no turn");
  turn.replaceWith(made);
  enableCopying(made);
  return made;
}

/** The first sentence of an answer, for who hears it. @param {HTMLElement} turn */
export function firstSentence(turn) {
  const said = (find(turn, ".tekst").textContent ?? "").trim().replace(/\s+/g, " ");
  return /^.+?[.!?](?=\s|$)/.exec(said)?.[0].slice(0, 300) ?? said.slice(0, 300);
}

/** @param {HTMLElement} turn @param {string} selector @returns {HTMLElement} */
function find(turn, selector) {
  return /** @type {HTMLElement} */ (turn.querySelector(selector));
}
