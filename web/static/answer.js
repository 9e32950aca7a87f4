// An answer as elements: text, verdict cards, question back, sources. templates/_antwoord.html makes the same.

import { el, sign } from "./dom.js";
import { markdown } from "./markdown.js";

const anchor = (section) => encodeURIComponent(section.trim().replace(/\s+/g, "-"));
const sourceUrl = (document, section) =>
  `/bronnen/${document.split("/").map(encodeURIComponent).join("/")}#${anchor(section)}`;

/** The text of an answer; `[1]` links to the source `1` of the turn. */
export function text(source, citations, prefix) {
  const markers = new Set(citations.map((citation) => citation.marker));
  return markdown(source, (marker) => (markers.has(marker) ? `#${prefix}${marker}` : null));
}

/**
 * Everything below the question.
 *
 * @param {object} answer  the answer object of the API
 * @param {string} prefix  beginning of the ids of its sources
 * @param {object} words  the tables of web/wording.py
 */
export function answerParts(answer, prefix, words) {
  const status = words.statuses[answer.status];
  return [
    answer.redacted.length ? el("p", { class: "mededeling" }, sign("let-op"), words.redacted) : null,
    status ? el("p", { class: "stand" }, status) : null,
    el("div", { class: "tekst" }, text(answer.answer, answer.citations, prefix)),
    ...answer.tool_results.map((envelope) => verdict(envelope, answer.answer, words)),
    answer.clarification ? clarification(answer.clarification) : null,
    answer.citations.length ? sources(answer.citations, prefix, words) : null,
    about(answer, words),
  ].filter((part) => part !== null);
}

function verdict(envelope, said, words) {
  const notes = envelope.notes.filter((note) => !said.includes(note));
  const [word, kind] = words.verdicts[envelope.verdict] ?? [envelope.verdict, "open"];
  const regime = envelope.regeling ? ` · ${words.regelingen[envelope.regeling] ?? envelope.regeling}` : "";
  return el(
    "section",
    { class: `oordeel ${kind}` },
    el("p", { class: "oordeel-bron" }, `${words.tools[envelope.tool] ?? envelope.tool}${regime}`),
    el("h3", {}, sign(kind), word),
    el("p", {}, envelope.conclusion),
    ...(envelope.checks.length
      ? [
          el("h4", {}, "Regels die zijn nagegaan"),
          el("ul", { class: "regels" }, ...envelope.checks.map((check) => rule(check, words))),
        ]
      : []),
    ...(notes.length
      ? [
          el("h4", {}, "Let op"),
          el("ul", { class: "opmerkingen" }, ...notes.map((note) => el("li", {}, note))),
        ]
      : []),
  );
}

function rule(check, words) {
  const [word, kind] = words.outcomes[check.outcome] ?? [check.outcome, "open"];
  const name = check.rule.replace(/[_-]/g, " ");
  return el(
    "li",
    { class: kind },
    el("strong", { class: "uitkomst" }, sign(kind), word),
    el(
      "span",
      {},
      el("span", { class: "regel" }, `${name.slice(0, 1).toUpperCase()}${name.slice(1)}.`),
      ` ${check.explanation}`,
    ),
    el("a", { href: sourceUrl(check.source.document, check.source.section) }, `Bron: ${check.source.section}`),
  );
}

function clarification({ question, options }) {
  const button = (option) =>
    el("button", { type: "submit", form: "vraagformulier", name: "keuze", value: option, formnovalidate: true }, option);
  return el(
    "section",
    { class: "verduidelijking" },
    el("h3", {}, question),
    el("ul", { class: "keuzes" }, ...options.map((option) => el("li", {}, button(option)))),
  );
}

function sources(citations, prefix, words) {
  const item = (c) =>
    el(
      "li",
      { id: `${prefix}${c.marker}`, value: c.marker, tabindex: -1 },
      el("a", { href: sourceUrl(c.document, c.section) }, c.section),
      el(
        "span",
        { class: "herkomst" },
        c.regeling ? `${c.title} · ${words.regelingen[c.regeling] ?? c.regeling}` : c.title,
      ),
      el(
        "details",
        { open: citations.length <= 3 },
        el("summary", {}, "Citaat"),
        el("blockquote", {}, markdown(c.quote, () => null)),
      ),
    );
  return el("section", { class: "bronnen" }, el("h3", {}, "Bronnen"), el("ol", {}, ...citations.map(item)));
}

function about(answer, words) {
  const rows = Object.entries(words.versions)
    .filter(([key]) => answer.versions?.[key])
    .map(([key, name]) => [name, answer.versions[key]]);
  rows.push(["Geschreven door", words.writers[answer.writer] ?? answer.writer]);
  if (answer.timings_ms?.total) rows.push(["Tijd", `${Math.round(answer.timings_ms.total)} ms`]);
  return el(
    "details",
    { class: "over" },
    el("summary", {}, "Over dit antwoord"),
    el("dl", {}, ...rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
  );
}

/** The answer as plain text for the clipboard, with its sources. */
export function plainText(question, answer) {
  const lines = answer.citations.map((c) => `[${c.marker}] ${c.title}, ${c.section}`);
  return [question, answer.answer, lines.length ? `Bronnen:\n${lines.join("\n")}` : ""].filter(Boolean).join("\n\n");
}
