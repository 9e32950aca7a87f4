// @ts-check
// Keep personal data out of what the page repeats, keeps and sends along: knowledge/redaction.py for the browser, with
// the patterns and words that the page carries (knowledge/redaction_rules.py).

import { births, dates } from "./redaction-names.js";
import { persons } from "./redaction-persons.js";
import { cover, fold, last, rulesOf } from "./redaction-text.js";

/** @import { RedactionRules } from "../types/server" */
/** @import { DateSpan, Folded, Place, Rules, Span } from "../types/redaction" */

const ROUNDS = 4;
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * What gives a text without personal data.
 *
 * @param {RedactionRules | null} data  what the page carries; with null nothing of a text is left
 * @returns {(text: string) => string}
 */
export function redactor(data) {
  if (!data) return () => "";
  const rules = rulesOf(data);
  return (text) => redact(text, rules);
}

/** @type {(text: string, rules: Rules) => string} */
function redact(text, rules) {
  for (let round = 0; round < ROUNDS; round++) {
    const folded = fold(text, rules);
    const found = everything(folded, rules);
    if (found.length === 0) break;
    text = replace(text, folded, found, rules);
  }
  return text;
}

/** @type {(folded: Folded, rules: Rules) => Place[]} */
function everything(folded, rules) {
  const { low } = folded;
  const { dates: read, ...numbers } = readNumbers(low, rules);
  const mails = rules.all("e-mail", low).filter(([a, b]) => !isPublished(low.slice(a, b), rules));
  const adres = [...rules.all("adres", low), ...rules.all("straat_en_nummer", folded.plain)];
  const born = births(folded, read, rules);
  const naam = persons(folded, adres, born, rules);
  const kinds = { ...numbers, "e-mail": mails, adres, clientnummer: rules.all("clientnummer", low), naam };
  const found = Object.entries(kinds).flatMap(([kind, spans]) => spans.map(([a, b]) => ({ a, b, kind, label: kind })));
  return [...found, ...born];
}

/** @type {(address: string, rules: Rules) => boolean} */
function isPublished(address, rules) {
  return rules.published.has(address.replace(/^mailto:/, "").replace(/\.+$/, ""));
}

/** @type {(text: string, folded: Folded, found: Place[], rules: Rules) => string} */
function replace(text, folded, found, rules) {
  /** @param {Place} place */
  const rank = (place) => rules.kinds.indexOf(place.kind);
  /** @type {Place[]} */
  const joined = [];
  for (const place of [...found].sort((x, y) => x.a - y.a || x.b - y.b || rank(x) - rank(y))) {
    const before = joined.at(-1);
    if (before && place.a < before.b) {
      const first = rank(before) <= rank(place) ? before : place;
      joined[joined.length - 1] = { ...first, a: before.a, b: Math.max(before.b, place.b) };
    } else {
      joined.push(place);
    }
  }
  let [result, from] = ["", 0];
  for (const { a, b, label } of joined) {
    const start = folded.starts[a];
    result += text.slice(from, start) + (/[a-z0-9]$/i.test(text.slice(0, start)) ? " " : "") + rules.labels[label];
    from = folded.ends[b - 1];
  }
  return result + text.slice(from);
}

// --- numbers ---

/** @type {(low: string, rules: Rules) => {bsn: Span[], telefoon: Span[], iban: Span[], dates: DateSpan[]}} */
function readNumbers(low, rules) {
  const iban = rules.all("iban", low);
  let bare = cover(low, iban);
  const fixed = rules.all("telefoon_vast", bare);
  bare = cover(bare, fixed);
  const read = dates(bare, rules);
  bare = cover(bare, read.map(({ a, b }) => [a, b]));
  bare = cover(bare, rules.all("barriere", bare));
  const loose = rules.all("telefoon_los", bare).filter(([a]) => !afterBsn(low, a, rules));
  bare = cover(bare, loose);
  const foreign = foreignNumbers(bare, rules);
  bare = cover(bare, foreign);
  const bsn = bsns(low, bare, rules);
  bare = cover(bare, bsn);
  return { bsn, telefoon: [...fixed, ...loose, ...foreign, ...namedNumbers(low, bare, rules)], iban, dates: read };
}

/** @type {(low: string, at: number, rules: Rules) => boolean} */
function afterBsn(low, at, rules) {
  return rules.has("bsn_ervoor", low.slice(Math.max(0, at - 60), at));
}

/** @type {(bare: string, rules: Rules) => Span[]} */
function foreignNumbers(bare, rules) {
  /** @type {Span[]} */
  const found = [];
  for (const [start, end] of rules.all("telefoon_buitenland", bare)) {
    let [digits, until] = ["", end];
    for (const [a, b] of chain(bare, end, 15, rules)) {
      [digits, until] = [digits + bare.slice(a, b), b];
      if (digits.length >= wholeLength(digits, rules)) break;
    }
    if (digits.length >= 9 && !isBsn(digits)) found.push([start, until]);
  }
  return found;
}

/** @type {(digits: string, rules: Rules) => number} */
function wholeLength(digits, rules) {
  const country = [3, 2, 1].map((n) => digits.slice(0, n)).find((code) => code in rules.countries);
  return country ? rules.countries[country] : 11;
}

/** @type {(low: string, bare: string, rules: Rules) => Span[]} */
function namedNumbers(low, bare, rules) {
  /** @type {Span[]} */
  const found = [];
  for (const { index } of bare.matchAll(/(?<!\d)\d{2,}/g)) {
    if (!rules.has("telefoon_ervoor", low.slice(Math.max(0, index - 40), index))) continue;
    const groups = chain(bare, index, 12, rules);
    let [total, end] = [0, index];
    for (const [n, [a, b]] of groups.entries()) {
      if (total >= 9 || (total >= 6 && n === 1)) break;
      [total, end] = [total + b - a, b];
    }
    if (total >= 6 && !/[a-z]/.test(bare.slice(end, end + 1))) found.push([index, end]);
  }
  return found;
}

/**
 * Groups of digits from a place on, with what may stand in a phone number between them.
 *
 * @type {(bare: string, from: number, most: number, rules: Rules) => Span[]}
 */
function chain(bare, from, most, rules) {
  /** @type {Span[]} */
  const groups = [];
  const digits = /\d+/g;
  digits.lastIndex = from;
  let [total, at] = [0, from];
  for (let match; (match = digits.exec(bare)); ) {
    const between = match.index - at <= 5 ? bare.slice(at, match.index) : "#";
    if (total + match[0].length > most) break;
    if (groups.length ? !rules.whole("telefoongat", between) : /[^ (]/.test(between)) break;
    at = match.index + match[0].length;
    groups.push([match.index, at]);
    total += match[0].length;
  }
  return groups;
}

// --- BSN ---

/** @type {(low: string, bare: string, rules: Rules) => Span[]} */
function bsns(low, bare, rules) {
  /** @type {Span[]} */
  const groups = [...bare.matchAll(/\d+/g)].map((match) => [match.index, match.index + match[0].length]);
  /** @type {Span[]} */
  const found = [];
  for (let n = 0; n < groups.length; ) {
    const count = bsnFrom(low, bare, groups.slice(n, n + 9), rules);
    if (count) found.push([groups[n][0], groups[n + count - 1][1]]);
    n += count || 1;
  }
  return found;
}

/**
 * How many of these groups of digits are a BSN together; 0 for none.
 *
 * @type {(low: string, bare: string, groups: Span[], rules: Rules) => number}
 */
function bsnFrom(low, bare, groups, rules) {
  if (groups[0][1] - groups[0][0] > 9) return 0;
  const named = afterBsn(low, groups[0][0], rules);
  let [digits, eight, count] = ["", 0, 0];
  for (const [n, [a, b]] of groups.entries()) {
    const between = n ? bare.slice(groups[n - 1][1], a) : "";
    if (n && (between.length > 8 || !fits(between, named, rules))) break;
    digits += low.slice(a, b);
    count = n + 1;
    if (digits.length === 8) eight = count;
    if (digits.length >= 9) break;
  }
  if (isBsn(digits) && (named || standsAlone(low, groups.slice(0, count), rules))) return count;
  return named && eight && isBsn(`0${digits.slice(0, 8)}`) ? eight : 0;
}

/** @type {(between: string, named: boolean, rules: Rules) => boolean} */
function fits(between, named, rules) {
  return ["los", "vreemd", ...(named ? ["wijd"] : [])].some((name) => rules.whole(name, between));
}

/**
 * Whether groups of digits can be a BSN where nothing says that they are.
 *
 * @type {(low: string, groups: Span[], rules: Rules) => boolean}
 */
function standsAlone(low, groups, rules) {
  const parts = groups.map(([a, b]) => low.slice(a, b));
  const lengths = parts.map((part) => part.length).join(",");
  if (parts.length > 1 && isOther(low, groups, parts, lengths, rules)) return false;
  const between = groups.slice(1).map(([a], n) => low.slice(groups[n][1], a));
  if (between.every((part) => rules.whole("los", part))) return true;
  return new Set(between).size === 1 && rules.whole("groepering", lengths);
}

/**
 * Whether groups of digits are years, a year with a case number, or codes one after another.
 *
 * @type {(low: string, groups: Span[], parts: string[], lengths: string, rules: Rules) => boolean}
 */
function isOther(low, groups, parts, lengths, rules) {
  const years = parts.map((part) => rules.whole("jaartal", part));
  if ((lengths === "4,5" && years[0]) || (lengths === "5,4" && years[1])) return true;
  if (years.filter(Boolean).length > 1) return true;
  const [begin, end] = [groups[0][0], last(groups)[1]];
  if (rules.has("code_ervoor", low.slice(Math.max(0, begin - 4), begin))) return true;
  if (rules.has("code_erna", low.slice(end, end + 3))) return true;
  return parts.length === 3 && parts.every((part) => rules.whole("codegroep", part));
}

/** @type {(digits: string) => boolean} */
function isBsn(digits) {
  if (digits.length !== 9 || !/[1-9]/.test(digits)) return false;
  return [...digits].reduce((total, digit, n) => total + Number(digit) * WEIGHTS[n], 0) % 11 === 0;
}
