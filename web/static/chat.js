// The conversation on the page: send a question, show the answer as it comes, keep it in this tab.

import { answerParts, plainText, text } from "./answer.js";
import { el, sign } from "./dom.js";
import { keep, load } from "./memory.js";
import { watchReadiness } from "./ready.js";
import { withoutBsn } from "./redaction.js";
import { ask } from "./stream.js";

const MOST_TURNS = 10;
const $ = (id) => document.getElementById(id);
const form = $("vraagformulier");
const box = $("vraag");
const regime = $("regeling");
const words = JSON.parse($("woorden").textContent);
const conversation = load();
let running = null;

// --- what a turn looks like ---

function turnElement(question) {
  const number = $("gesprek").children.length + 1;
  const title = el("h2", { class: "vraag", id: `t${number}-vraag` });
  setQuestion(title, question);
  const body = el("div", { class: "antwoord" });
  const element = el("article", { class: "beurt", "aria-labelledby": title.id }, title, body);
  $("gesprek").append(element);
  return { element, title, body, prefix: `t${number}-bron-` };
}

function setQuestion(title, question) {
  title.replaceChildren(el("span", { class: "verborgen" }, "Uw vraag: "), question);
}

function showAnswer(turn, question, answer) {
  turn.body.replaceChildren(...answerParts(answer, turn.prefix, words), copyButton(question, answer));
}

function copyButton(question, answer) {
  const button = el("button", { type: "button", class: "rustig kopieer" }, "Kopieer antwoord");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(plainText(question, answer));
      button.textContent = "Gekopieerd";
      announce("Het antwoord is gekopieerd.");
    } catch {
      button.textContent = "Kopiëren lukt niet in deze browser";
    }
    setTimeout(() => (button.textContent = "Kopieer antwoord"), 2500);
  });
  return button;
}

function announce(message) {
  $("melding").textContent = message;
}

/** Only the last question back can still be answered with its buttons. */
function closeOptions() {
  for (const button of $("gesprek").querySelectorAll(".keuzes button")) button.disabled = true;
}

function showState() {
  const begun = $("gesprek").children.length > 0;
  $("welkom").classList.toggle("verborgen", begun); // a screen reader keeps the heading of the page
  $("voorbeelden").hidden = begun;
  $("nieuw").hidden = !begun;
  $("verstuur").hidden = running !== null;
  $("stop").hidden = running === null;
}

// --- following the answer while it grows, until its question is at the top of the window ---

let following = false;
for (const kind of ["wheel", "touchmove", "keydown"]) {
  const letGo = (event) => {
    if (event.target !== box) following = false;
  };
  addEventListener(kind, letGo, { passive: true });
}

function follow(turn) {
  if (!following) return;
  const top = turn.element.getBoundingClientRect().top + scrollY - 8;
  scrollTo({ top: Math.min(top, document.documentElement.scrollHeight - innerHeight) });
}

// --- asking ---

/** Ask a question: what stands in the box, or an option that was clicked (the box is left alone). */
async function send(option) {
  const question = option || box.value;
  if (running || !question.trim()) return;
  const stopper = new AbortController();
  running = stopper;
  $("fout").replaceChildren();
  closeOptions();
  if (!option) box.value = "";
  box.focus({ preventScroll: true });
  remember({ draft: box.value || question }); // until there is an answer, a reload brings the question back
  const turn = turnElement(question);
  showState();
  following = true;
  follow(turn);
  try {
    const answer = await readAnswer(question, turn, stopper.signal);
    const shown = answer.redacted.includes("bsn") ? withoutBsn(question) : question;
    setQuestion(turn.title, shown);
    showAnswer(turn, shown, answer);
    conversation.turns.push({ question: shown, answer });
    remember({ draft: box.value });
    announce(`Antwoord: ${turn.body.querySelector(".tekst").textContent}`);
  } catch (error) {
    if (!turn.element.isConnected) return; // a new conversation was begun
    if (error.name === "AbortError") stopped(turn, question);
    else failed(turn, question, error);
  } finally {
    if (running === stopper) running = null;
    showState();
    follow(turn);
  }
}

async function readAnswer(question, turn, signal) {
  const busy = el("p", { class: "bezig" }, "Uw vraag is verstuurd");
  const shown = el("div", { class: "tekst" });
  turn.body.replaceChildren(busy, shown);
  turn.body.setAttribute("aria-busy", "true");
  announce("Uw vraag is verstuurd.");
  let written = "";
  let passages = [];
  let frame = 0;
  const paint = () => {
    frame = 0;
    shown.replaceChildren(text(written, passages, turn.prefix));
    follow(turn);
  };
  try {
    for await (const { event, data } of ask(request(question), signal)) {
      if (event === "status") busy.textContent = data.text;
      else if (event === "tool_result") busy.textContent = `Regels nagegaan: ${words.tools[data.tool] ?? data.tool}`;
      else if (event === "passages") passages = data.passages ?? [];
      else if (event === "token") {
        written += data.text;
        frame ||= requestAnimationFrame(paint);
      } else if (event === "final") return data;
    }
  } finally {
    cancelAnimationFrame(frame);
    busy.remove();
    turn.body.removeAttribute("aria-busy");
  }
  throw new Error("unreachable: a stream ends with final or throws");
}

function request(question) {
  const history = conversation.turns.slice(-MOST_TURNS);
  return {
    question,
    history: history.map((turn) => ({ question: turn.question, answer: turn.answer.answer })),
    ...(regime.value ? { regeling: regime.value } : {}),
  };
}

function giveBack(question) {
  if (!box.value) box.value = question;
  remember({ draft: box.value });
}

function stopped(turn, question) {
  turn.body.append(el("p", { class: "stand" }, "Gestopt. Dit antwoord is niet af."));
  giveBack(question);
  announce("Gestopt. Uw vraag staat weer in het vraagveld.");
}

function failed(turn, question, error) {
  turn.element.remove();
  giveBack(question);
  const title = error.title ?? "Er ging iets mis";
  const detail = error.title ? error.message : "De pagina kon het antwoord niet tonen. Probeer het opnieuw.";
  const message = el("span", {}, el("strong", {}, `${title}.`), ` ${detail} Uw vraag staat hieronder nog.`);
  $("fout").replaceChildren(sign("nee"), message);
  if (error.state) checkReadiness();
  if (!error.title) console.error(error);
}

function remember(changes) {
  Object.assign(conversation, changes, { regeling: regime.value });
  keep(conversation);
}

/** Open the quote of a source that is jumped to. */
function openQuote() {
  const source = $(decodeURIComponent(location.hash.slice(1)))?.querySelector("details");
  if (source) source.open = true;
}

// --- wiring ---

function begin() {
  const earlier = JSON.parse($("geschiedenis").value || "[]");
  if ($("gesprek").children.length > 0) {
    // a page made by the server: go on from what it shows
    conversation.turns = earlier.map(({ question, answer }) => ({ question, answer: bare(answer) }));
    if ($("fout").childNodes.length === 0) conversation.draft = "";
  } else {
    for (const { question, answer } of conversation.turns) showAnswer(turnElement(question), question, answer);
    if ([...regime.options].some((option) => option.value === conversation.regeling)) {
      regime.value = conversation.regeling;
    }
    for (const options of [...$("gesprek").querySelectorAll(".beurt:not(:last-child) .keuzes button")]) {
      options.disabled = true;
    }
  }
  box.value ||= conversation.draft;
  $("hulp").hidden = false;
  showState();
}

function bare(answer) {
  const none = { citations: [], tool_results: [], clarification: null, redacted: [], versions: {}, timings_ms: {} };
  return { ...none, status: "answered", answer, writer: "embedded" };
}

const checkReadiness = watchReadiness($("stand"), announce);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.submitter?.name === "keuze" ? event.submitter.value : "");
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit($("verstuur"));
});
box.addEventListener("input", () => remember({ draft: box.value }));
regime.addEventListener("change", () => remember({}));
addEventListener("hashchange", openQuote);
$("gesprek").addEventListener("click", (event) => {
  if (event.target.closest(".citatie")) setTimeout(openQuote); // a second click on the same number changes no hash
});
$("stop").addEventListener("click", () => {
  running?.abort();
  box.focus();
});
$("nieuw").addEventListener("click", () => {
  $("gesprek").replaceChildren();
  running?.abort();
  running = null;
  $("fout").replaceChildren();
  $("geschiedenis").value = "[]";
  conversation.turns = [];
  remember({ draft: box.value });
  showState();
  box.focus();
  announce("Een nieuw gesprek.");
});

begin();
