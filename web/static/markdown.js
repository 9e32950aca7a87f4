// @ts-check
// A safe subset of Markdown as DOM nodes: paragraphs, headings, lists, tables, quotes, code, bold, italic and
// citations and pages of tools. Anything else stays text. web/rendering.py shows the same on the server.

import { el } from "./dom.js";

const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/;
const ITEM = /^( *)(?:([-*+])|(\d{1,9})[.)])(\s+)(.*)$/;
const RULE_ROW = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const QUOTE = /^ {0,3}> ?/;
const DEEPEST = 8;

/** @typedef {(marker: number) => string | null} Href  address of a citation; null: no such citation */

/**
 * @param {string} text
 * @param {Href} href
 * @returns {DocumentFragment}
 */
export function markdown(text, href) {
  return blocks(text.replace(/\r\n?/g, "\n").replace(/\t/g, "    ").split("\n"), href, 0);
}

/** @param {string[]} lines @param {Href} href @param {number} depth */
function blocks(lines, href, depth) {
  const fragment = document.createDocumentFragment();
  let i = 0;
  while (i < lines.length) {
    const line = lines[i];
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    if (!line.trim()) {
      i += 1;
    } else if (heading) {
      fragment.append(el("h3", {}, inline(heading[1], href)));
      i += 1;
    } else if (isTable(lines, i)) {
      i = table(lines, i, href, fragment);
    } else if (QUOTE.test(line) && depth < DEEPEST) {
      const inner = [];
      while (i < lines.length && QUOTE.test(lines[i])) inner.push(lines[i++].replace(QUOTE, ""));
      fragment.append(el("blockquote", {}, blocks(inner, href, depth + 1)));
    } else if (item && depth < DEEPEST) {
      i = list(lines, i, item, href, depth, fragment);
    } else {
      const words = [line.trim()];
      i += 1;
      while (i < lines.length && lines[i].trim() && !startsBlock(lines, i)) words.push(lines[i++].trim());
      fragment.append(el("p", {}, inline(words.join("\n"), href)));
    }
  }
  return fragment;
}

/** @param {string[]} lines @param {number} i */
function startsBlock(lines, i) {
  return HEADING.test(lines[i]) || ITEM.test(lines[i]) || QUOTE.test(lines[i]) || isTable(lines, i);
}

/** @param {string[]} lines @param {number} i */
function isTable(lines, i) {
  const next = lines[i + 1];
  return lines[i].includes("|") && next !== undefined && next.includes("-") && RULE_ROW.test(next)
    && cells(lines[i]).length === cells(next).length;
}

/** @param {string} line */
function cells(line) {
  const parts = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "").split(/(?<!\\)\|/);
  return parts.map((part) => part.trim().replace(/\\\|/g, "|"));
}

/** @param {string[]} lines @param {number} start @param {Href} href @param {ParentNode} fragment @returns {number} line after it */
function table(lines, start, href, fragment) {
  const head = cells(lines[start]);
  const body = el("tbody");
  let i = start + 2;
  for (; i < lines.length && lines[i].trim() && lines[i].includes("|"); i += 1) {
    const row = cells(lines[i]);
    body.append(el("tr", {}, ...head.map((_, n) => el("td", {}, inline(row[n] ?? "", href)))));
  }
  const top = el("thead", {}, el("tr", {}, ...head.map((cell) => el("th", {}, inline(cell, href)))));
  fragment.append(el("div", { class: "tabel", tabindex: 0 }, el("table", {}, top, body)));
  return i;
}

/**
 * @param {string[]} lines
 * @param {number} start
 * @param {RegExpExecArray} first  what its first line holds
 * @param {Href} href
 * @param {number} depth
 * @param {ParentNode} fragment
 * @returns {number} the line after it
 */
function list(lines, start, first, href, depth, fragment) {
  const margin = first[1].length;
  const ordered = first[3] !== undefined;
  const element = el(ordered ? "ol" : "ul", ordered && first[3] !== "1" ? { start: first[3] } : {});
  let i = start;
  while (i < lines.length) {
    const match = ITEM.exec(lines[i]);
    if (!match || match[1].length !== margin || (match[3] !== undefined) !== ordered) break;
    const indent = match[0].length - match[5].length;
    const inner = [match[5]];
    i += 1;
    while (i < lines.length && belongs(lines, i, margin, indent)) {
      inner.push(lines[i].slice(Math.min(indent, lines[i].search(/\S|$/))));
      i += 1;
    }
    element.append(el("li", {}, ...tight(blocks(inner, href, depth + 1))));
    while (i < lines.length && !lines[i].trim() && ITEM.test(lines[i + 1] ?? "")) i += 1;
  }
  fragment.append(element);
  return i;
}

/**
 * Whether a line goes on with the item: indented under it, or the rest of its paragraph.
 *
 * @param {string[]} lines
 * @param {number} i
 * @param {number} margin
 * @param {number} indent
 */
function belongs(lines, i, margin, indent) {
  const line = lines[i];
  if (!line.trim()) return (lines[i + 1] ?? "").search(/\S/) >= indent;
  if (line.search(/\S/) >= indent) return true;
  return !startsBlock(lines, i) && lines[i - 1].trim() !== "" && line.search(/\S/) > margin - 1;
}

/** An item of one paragraph needs no paragraph of its own. @param {DocumentFragment} fragment */
function tight(fragment) {
  const [first, ...rest] = fragment.childNodes;
  return first instanceof HTMLParagraphElement ? [...first.childNodes, ...rest] : [...fragment.childNodes];
}

const INLINE = new RegExp(
  [
    /\\([\\`*_[\]|#>.\-+!()])/, // 1 escaped sign
    /`([^`\n]+)`/, // 2 code
    /\*\*(?=\S)([\s\S]+?)(?<=\S)\*\*/, // 3 bold
    /\*(?=[^\s*])([^*]+?)(?<=\S)\*/, // 4 italic
    /(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/, // 5 italic
    /\[(\d{1,4})\]/, // 6 citation
    /(?<![\w/.:])(\/beslishulpen\/[a-z_]{1,40})\b/, // 7 the page of a tool
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);

/** @param {string} text @param {Href} href @returns {DocumentFragment} */
function inline(text, href) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, code, bold, italic, italic2, marker, page] = match;
    fragment.append(text.slice(from, match.index));
    from = match.index + whole.length;
    if (escaped !== undefined) fragment.append(escaped);
    else if (code !== undefined) fragment.append(el("code", {}, code));
    else if (bold !== undefined) fragment.append(el("strong", {}, inline(bold, href)));
    else if (marker !== undefined) fragment.append(citation(whole, Number(marker), href));
    else if (page !== undefined) fragment.append(el("a", { href: page }, page));
    else fragment.append(el("em", {}, inline(italic ?? italic2, href)));
  }
  fragment.append(text.slice(from));
  return fragment;
}

/** @param {string} text @param {number} marker @param {Href} href */
function citation(text, marker, href) {
  const address = href(marker);
  return address === null ? text : el("a", { href: address, class: "citatie" }, text);
}
