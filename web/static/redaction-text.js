// @ts-check
// Fold a text as knowledge/redaction_text.py does, so that the same patterns read it here.

/** @import { RedactionRules } from "../types/server" */
/** @import { Folded, Rules, Span } from "../types/redaction" */

/** @type {Record<string, string>} */
const PLAIN = { "\r": " ", "\t": "\t", "\n": "\n", "€": "€", "’": "'", "‘": "'", "“": '"', "”": '"', "•": ".", "·": "." };
const LINE_ENDS = /[\x0b\x0c\x85\u2028\u2029]/;

/** The rules of the page with their patterns compiled. @type {(data: RedactionRules) => Rules} */
export function rulesOf(data) {
  /** @type {Map<string, RegExp>} */
  const cache = new Map();
  /** @param {string} name @param {string} flags */
  const compiled = (name, flags, before = "", after = "") => {
    const key = `${flags}${before}${name}`;
    const known = cache.get(key) ?? new RegExp(before + data.patronen[name] + after, flags);
    cache.set(key, known);
    return known;
  };
  return {
    kinds: data.soorten,
    labels: data.labels,
    countries: data.landnummers,
    published: new Set(data.gepubliceerd),
    noName: new Set(data.geen_naam),
    places: new Set(data.plaatsen),
    trade: new Set(data.vakwoorden),
    small: new Set(data.tussenvoegsels),
    dates: data.datums.map(([pattern, order]) => [new RegExp(pattern, "g"), order]),
    all: (name, text) =>
      [...text.matchAll(compiled(name, "g"))].map((match) => [match.index, match.index + match[0].length]),
    first: (name, text) => compiled(name, "").exec(text),
    has: (name, text) => compiled(name, "").test(text),
    whole: (name, text) => compiled(name, "", "^(?:", ")$").test(text),
    label: new RegExp(Object.values(data.labels).map((label) => label.replace(/[[\]]/g, "\\$&")).join("|"), "g"),
  };
}

/**
 * The folded text, the same in lower case, and of every character where in the text it begins and ends.
 *
 * @type {(text: string, rules: Rules) => Folded}
 */
export function fold(text, rules) {
  const taken = [...text.matchAll(rules.label)].map((match) => [match.index, match.index + match[0].length]);
  /** @type {[string[], number[], number[]]} */
  const [parts, starts, ends] = [[], [], []];
  let [at, next] = [0, 0];
  for (const sign of text) {
    while (next < taken.length && taken[next][1] <= at) next++;
    const folded = next < taken.length && taken[next][0] <= at ? "#" : foldSign(sign);
    for (const part of folded) {
      parts.push(part);
      starts.push(at);
      ends.push(at + sign.length);
    }
    at += sign.length;
  }
  const plain = parts.join("");
  return { plain, low: plain.toLowerCase(), starts, ends };
}

/** @type {(sign: string) => string} */
function foldSign(sign) {
  if (sign >= " " && sign <= "~" && sign.length === 1) return sign;
  if (sign in PLAIN) return PLAIN[sign];
  if (LINE_ENDS.test(sign)) return "\n";
  return [...sign.normalize("NFKD")].map(foldPart).join("");
}

/** @type {(part: string) => string} */
function foldPart(part) {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(part)) return "";
  if (part >= " " && part <= "~") return part;
  if (/\p{Nd}/u.test(part)) return String(digitValue(part));
  if (/\p{Pd}/u.test(part) || part === "\u2212") return "-";
  if (/\p{Zs}/u.test(part)) return " ";
  if (/\p{L}/u.test(part)) return /[\p{Lu}\p{Lt}]/u.test(part) ? "X" : "x";
  return "#";
}

/** Digits of a script stand in a row from zero, some rows right behind each other. @type {(digit: string) => number} */
function digitValue(digit) {
  const code = digit.codePointAt(0) ?? 0;
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return (code - start) % 10;
}

/**
 * The text, as long, with hash signs over these places: no pattern finds or crosses them.
 *
 * @type {(text: string, spans: Span[]) => string}
 */
export function cover(text, spans) {
  let [result, at] = ["", 0];
  for (const [a, b] of [...spans].sort((x, y) => x[0] - y[0] || x[1] - y[1])) {
    if (b <= at) continue;
    result += text.slice(at, a) + "#".repeat(b - Math.max(a, at));
    at = b;
  }
  return result + text.slice(at);
}

/** The last of a list that is not empty. @template T @param {T[]} list @returns {T} */
export const last = (list) => list[list.length - 1];
