// @ts-check
// A turn on the page: shown at once, growing while its answer is made, and then as the server shows it.

import { given, maybe, one } from "./dom.js";
import { markdown } from "./markdown.js";
import { follow, Problem } from "./stream.js";
import { t } from "./texts.js";

/** @import { Message } from "../types/server" */
/** @import { Incoming } from "./stream.js" */

/**
 * What to tell of a turn that grows.
 *
 * @typedef {object} Growth
 * @property {(turn: HTMLElement) => void} grown
 * @property {(turn: HTMLElement, message: Message) => void} ended  the turn as the server shows it
 * @property {(problem: Problem) => void} failed
 */

const list = one("#gesprek", HTMLElement);
const pattern = one("#beurt-sjabloon", HTMLTemplateElement);
/** @type {Record<string, string>} */
const tools = given("toolnamen") ?? {};

/** @param {string} text @returns {HTMLElement} an empty turn with this question */
export function newTurn(text) {
  const turn = one("article", HTMLElement, document.importNode(pattern.content, true));
  setQuestion(turn, text);
  list.append(turn);
  scrollByKeyboard(turn);
  return turn;
}

/** @param {HTMLElement} turn @param {string} text */
function setQuestion(turn, text) {
  one(".vraagtekst", HTMLElement, turn).textContent = text;
}

/** A question that does not fit in its box has to scroll without a mouse too. @param {HTMLElement} turn */
function scrollByKeyboard(turn) {
  const box = one(".gevraagd", HTMLElement, turn);
  if (box.scrollHeight <= box.clientHeight) return;
  box.tabIndex = 0;
  box.role = "region";
  box.ariaLabel = t("chat.uw_vraag");
}

/** @param {HTMLElement} turn */
export const questionOf = (turn) => one(".vraagtekst", HTMLElement, turn).textContent;

/** @param {HTMLElement} turn @param {Message} message  that the server made of the question */
export function identify(turn, message) {
  turn.id = `b-${message.id}`;
  turn.dataset.bericht = message.id;
  one(".vraag", HTMLElement, turn).id = `v-${message.id}`;
  turn.setAttribute("aria-labelledby", `v-${message.id}`);
  setQuestion(turn, message.question);
}

/**
 * Let a turn grow as its answer comes.
 *
 * @param {HTMLElement} turn
 * @param {string} conversation
 * @param {Growth} tell
 * @param {Incoming | null} incoming  where its answer comes in already
 * @returns {() => void} stop following
 */
export function grow(turn, conversation, tell, incoming) {
  const id = String(turn.dataset.bericht);
  const busy = one(".bezig", HTMLElement, turn);
  const text = one(".tekst", HTMLElement, turn);
  let written = "";
  let frame = 0;
  /** @type {Set<number>} */
  let markers = new Set();
  const paint = () => {
    frame = 0;
    text.replaceChildren(markdown(written, (n) => (markers.has(n) ? `#b-${id}-bron-${n}` : null)));
    tell.grown(turn);
  };
  /** @param {string} now  all there is of the answer */
  const write = (now) => {
    const first = !written;
    written = now;
    if (first) paint(); // the first word at once; what follows, once for every picture on the screen
    else frame ||= requestAnimationFrame(paint);
  };
  /** @param {boolean} there */
  const connected = (there) => {
    busy.textContent = t(there ? "chat.bezig" : "chat.geen_verbinding");
    busy.classList.toggle("weg", !there);
  };
  const end = () => cancelAnimationFrame(frame);
  const address = `/api/gesprekken/${conversation}/berichten/${id}/stroom`;
  return follow(
    address,
    {
      status: ({ text: step }) => (busy.textContent = step),
      tool_result: ({ tool }) => (busy.textContent = t("chat.regels", { tool: tools[tool] ?? tool })),
      passages: ({ passages }) => (markers = new Set(passages.map((citation) => citation.marker))),
      token: (more) => write(written + more.text),
      partial: (all) => write(all.text),
      lost: () => connected(false),
      back: () => connected(true),
      ended: ({ message, html }) => {
        end();
        tell.ended(replace(turn, html), message);
      },
      problem: (details) => {
        end();
        busy.remove();
        tell.failed(Problem.of(details));
      },
    },
    incoming,
  );
}

/** @param {HTMLElement} turn @param {string} html  the turn as the server shows it @returns {HTMLElement} */
function replace(turn, html) {
  const made = one("article", HTMLElement, new DOMParser().parseFromString(html, "text/html"));
  turn.replaceWith(made);
  return made;
}

/** The first sentence of an answer, for who hears it. @param {HTMLElement} turn */
export function firstSentence(turn) {
  const said = one(".tekst", HTMLElement, turn).textContent.trim().replace(/\s+/g, " ");
  return (/^.+?[.!?](?=\s|$)/.exec(said)?.[0] ?? said).slice(0, 300);
}

/** What an answer that is not whole says of itself. @param {HTMLElement} turn */
export function turnState(turn) {
  return maybe(".fout, .antwoord > .stand:last-of-type", HTMLElement, turn)?.textContent.trim() ?? "";
}
