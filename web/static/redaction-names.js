// @ts-check
// Dates, birthdates and the names beside them: knowledge/redaction_dates.py, _birth.py and _names.py for the browser.

import { cover, last } from "./redaction-text.js";

/** @import { DateSpan, Folded, Name, Place, Rules, Span } from "../types/redaction" */

/** @type {Record<string, number>} */
const MONTHS = { jan: 1, feb: 2, maa: 3, mrt: 3, mar: 3, apr: 4, mei: 5, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, dec: 12 };
const OLDEST_ALLOCATION = 2015;
/** Eight digits that nothing calls a birthdate are one of nobody who was born before this year. */
const OLDEST_BIRTH = 1990;
const CONTRACT_DAYS = new Set(["1-1", "30-6", "1-7", "31-12"]);
const [LEFT, RIGHT, HEADER_LINES, LONGEST_HEADING] = [160, 80, 40, 30];
const ARTICLE = /(?<![a-z])(?:het|de|een|dit|dat|deze|die|ons|onze|the|a) $/;
/** A date right after the word of birth, which is the one that it announces. */
const ANNOUNCED = /^\W*(?:op\s+)?\d/;
const KIND = "geboortedatum";

/** @type {(place: {a: number, b: number}) => Span} */
const spanOf = ({ a, b }) => [a, b];

// --- dates ---

/** Every date that exists in a folded text, in order. @type {(low: string, rules: Rules) => DateSpan[]} */
export function dates(low, rules) {
  const found = [];
  for (const [pattern, order] of rules.dates) {
    /** @type {DateSpan[]} */
    const here = [];
    for (const match of low.matchAll(pattern)) {
      const parts = match.slice(1).filter(Boolean);
      const read = Object.fromEntries([...order].map((letter, n) => [letter, parts[n]]));
      const date = readDate(match.index, match.index + match[0].length, read);
      if (date) here.push(date);
    }
    found.push(...here);
    low = cover(low, here.map(spanOf));
  }
  return found.sort((x, y) => x.a - y.a);
}

/** @type {(a: number, b: number, read: Record<string, string>) => DateSpan | null} */
function readDate(a, b, { d, m, j }) {
  const year = Number(j) + (j.length === 4 ? 0 : Number(j) > 30 ? 1900 : 2000);
  let [day, month] = [Number(d), MONTHS[m.slice(0, 3)] ?? Number(m)];
  if (month > 12 && day <= 12) [day, month] = [month, day];
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= last ? { a, b, year, month, day, edge: day === 1 || day === last } : null;
}

// --- birthdates ---

/**
 * Every birthdate and the name beside it; a name that went once goes wherever it stands again.
 *
 * @type {(folded: Folded, read: DateSpan[], rules: Rules) => Place[]}
 */
export function births(folded, read, rules) {
  const found = [];
  /** @type {Name[]} */
  const named = [];
  let before = 0;
  for (const date of withBareDigits(folded.low, read, rules)) {
    const birth = birthAt(folded, date, before, rules);
    before = date.b;
    if (!birth) continue;
    found.push(...places(folded, birth.a, date.b, birth.name));
    if (birth.name) named.push(birth.name);
  }
  const again = repeats(folded, named, found.map(spanOf), rules);
  return [...found, ...again.map(([a, b]) => ({ a, b, kind: KIND, label: "naam" }))];
}

/** @type {(low: string, read: DateSpan[], rules: Rules) => DateSpan[]} */
function withBareDigits(low, read, rules) {
  const more = [];
  for (const [a, b] of rules.all("aaneen", low)) {
    const named = rules.has("geboren_ervoor", low.slice(Math.max(0, a - 60), a));
    const c = low.slice(a, b);
    if (!named && c.length !== 8) continue;
    let date = readDate(a, b, { d: c.slice(0, 2), m: c.slice(2, 4), j: c.slice(4) });
    if (date && !named && (Number(c.slice(2, 4)) > 12 || date.year < OLDEST_BIRTH)) continue;
    if (named && !date && c.length === 8) date = readDate(a, b, { d: c.slice(6), m: c.slice(4, 6), j: c.slice(0, 4) });
    if (date) more.push(date);
  }
  return [...read, ...more].sort((x, y) => x.a - y.a);
}

/** @type {(folded: Folded, date: DateSpan, before: number, rules: Rules) => {a: number, name: Name | null} | null} */
function birthAt(folded, date, before, rules) {
  const { low } = folded;
  const left = Math.max(before, date.a - 60);
  const heading = columnHeading(low, date.a);
  const word = rules.first("geboren_ervoor", low.slice(left, date.a));
  if (word && !(heading && word[0].includes("\n"))) {
    const a = left + word.index;
    return { a, name: nameWith(folded, a, date.b, before, rules) };
  }
  const after = rules.first("geboren_erna", low.slice(date.b, date.b + 30));
  if (after && !(otherBefore(low, date, rules) && ANNOUNCED.test(low.slice(date.b + after[0].length)))) {
    return { a: date.a, name: nameWith(folded, date.a, date.b, before, rules) };
  }
  if (heading && rules.has("geboren_los", heading)) {
    return { a: date.a, name: nameInRow(folded, date.a, date.b, rules) };
  }
  if ((heading && rules.has("andere_kolom", heading)) || !canBeBirth(low, date, rules)) return null;
  const name = nameBeside(folded, date, before, rules);
  return name && { a: date.a, name };
}

/** Whether the words before a date call it another one. @type {(low: string, date: DateSpan, rules: Rules) => boolean} */
function otherBefore(low, date, rules) {
  return rules.has("andere_ervoor", low.slice(Math.max(0, date.a - 30), date.a));
}

/** @type {(low: string, date: DateSpan, rules: Rules) => boolean} */
function canBeBirth(low, date, rules) {
  if (otherBefore(low, date, rules)) return false;
  if (date.year < OLDEST_ALLOCATION) return true;
  const usual = CONTRACT_DAYS.has(`${date.day}-${date.month}`) || (date.edge && date.year > OLDEST_ALLOCATION + 5);
  return !usual && !rules.has("periode_erna", low.slice(date.b, date.b + 30));
}

/**
 * The name that goes with a birthdate which a word announces: right before, right after, or near it.
 *
 * @type {(folded: Folded, a: number, b: number, before: number, rules: Rules) => Name | null}
 */
function nameWith(folded, a, b, before, rules) {
  const { low } = folded;
  const left = names(folded, Math.max(before, a - LEFT), a, rules);
  if (left.length && rules.has("vlak_voor", low.slice(last(left).b, a))) return withSurname(folded, left);
  const right = names(folded, b, b + RIGHT, rules);
  if (right.length && rules.has("vlak_na", low.slice(b, right[0].a))) return right[0];
  const small = smallName("kleine_naam", folded, Math.max(before, a - 80), a, rules);
  if (small) return small;
  return [...left.toReversed(), ...right].find((name) => name.words > 1 || name.called) ?? null;
}

/**
 * The name right beside a date that nothing announces.
 *
 * @type {(folded: Folded, date: DateSpan, before: number, rules: Rules) => Name | null}
 */
function nameBeside(folded, date, before, rules) {
  const { low } = folded;
  const left = names(folded, Math.max(before, date.a - LEFT), date.a, rules);
  if (left.length) {
    const nearest = last(left);
    const between = low.slice(nearest.b, date.a);
    const alone = between.includes("(") && !nearest.afterArticle;
    const fits = nearest.words > 1 || nearest.afterRole || alone;
    if (rules.has("vlak_ernaast", between) && fits) return withSurname(folded, left);
  }
  if (date.year < OLDEST_ALLOCATION) {
    const small = smallName("kleine_los", folded, Math.max(before, date.a - 80), date.a, rules);
    if (small && (small.words > 1 || low.slice(small.b, date.a).includes("("))) return small;
  }
  const right = names(folded, date.b, date.b + RIGHT, rules);
  if (right.length && right[0].words > 1 && rules.has("vlak_na", low.slice(date.b, right[0].a))) {
    const line = low.slice(lineStart(low, date.a), date.a);
    return /[^ |\t;\-*,(]/.test(line) ? null : right[0];
  }
  return null;
}

/** @type {(folded: Folded, left: Name[]) => Name} */
function withSurname(folded, left) {
  const name = last(left);
  if (left.length === 1 || name.words > 1) return name;
  const before = left[left.length - 2];
  const between = folded.low.slice(before.b, name.a);
  return /^ ?[,|;\t] {0,3}$/.test(between) ? upTo(before, name) : name;
}

/** @type {(name: Name, other: Name) => Name} */
const upTo = (name, other) => ({ ...name, b: other.b, words: name.words + other.words });

/** @type {(folded: Folded, a: number, b: number, name: Name | null) => Place[]} */
function places({ low }, a, b, name) {
  if (!name) return [{ a, b, kind: KIND, label: KIND }];
  const between = name.b <= a ? low.slice(name.b, a) : low.slice(b, name.a);
  if (between.length <= 24 && !/[\n|\t;#\d]/.test(between)) {
    const [from, to] = [Math.min(a, name.a), Math.max(b, name.b)];
    return [{ a: from, b: withBracket(low, from, to), kind: KIND, label: "naam en geboortedatum" }];
  }
  return [
    { a, b, kind: KIND, label: KIND },
    { a: name.a, b: name.b, kind: KIND, label: "naam" },
  ];
}

/** @type {(low: string, a: number, b: number) => number} */
function withBracket(low, a, b) {
  const bracket = /^ {0,2}[)\]'"]{1,2}/.exec(low.slice(b, b + 4));
  return bracket && /[([]/.test(low.slice(a, b)) ? b + bracket[0].length : b;
}

// --- tables ---

/** @type {(low: string, at: number) => number} */
const lineStart = (low, at) => (at > 0 ? low.lastIndexOf("\n", at - 1) : -1) + 1;
/** @type {(text: string, sign: string) => number} */
const count = (text, sign) => text.split(sign).length - 1;

/**
 * The heading of the column in which this place stands; empty outside a table.
 *
 * @type {(low: string, at: number) => string}
 */
function columnHeading(low, at) {
  const begin = lineStart(low, at);
  const line = low.slice(begin, at + 400).split("\n")[0];
  for (const sign of "|\t;,") {
    const cells = count(line, sign);
    if (cells <= (sign === "," ? 1 : 0)) continue;
    const heading = (headerLine(low, begin, sign, cells).split(sign)[count(low.slice(begin, at), sign)] ?? "").trim();
    if (heading) return heading.length <= LONGEST_HEADING ? heading : "";
  }
  return "";
}

/**
 * The nearest line above with as many cells and no digit.
 *
 * @type {(low: string, begin: number, sign: string, cells: number) => string}
 */
function headerLine(low, begin, sign, cells) {
  for (let n = 0; n < HEADER_LINES && begin > 0; n++) {
    const from = Math.max(0, begin - 401);
    const part = low.slice(from, begin - 1);
    const ends = part.lastIndexOf("\n");
    const start = ends < 0 ? 0 : from + ends + 1;
    const line = low.slice(start, begin - 1);
    if (count(line, sign) === cells && /[a-z]/.test(line) && !/\d/.test(line)) return line;
    begin = start;
  }
  return "";
}

// --- names ---

/**
 * What can be a name between two places, in order.
 *
 * @type {(folded: Folded, begin: number, end: number, rules: Rules) => Name[]}
 */
export function names(folded, begin, end, rules) {
  const text = folded.plain.slice(begin, end);
  const found = [];
  for (const [a, b] of rules.all("naam", text)) {
    if (begin && a === 0 && /[A-Za-z0-9]/.test(folded.plain[begin - 1])) continue;
    found.push(...parts(folded, begin + a, begin + b, rules));
  }
  return found;
}

/** @type {(folded: Folded, begin: number, end: number, rules: Rules) => Name[]} */
function parts(folded, begin, end, rules) {
  /** @type {Span[][]} */
  const pieces = [[]];
  let afterSmall = false;
  for (const match of folded.plain.slice(begin, end).matchAll(/[^ ]+/g)) {
    const word = match[0].toLowerCase();
    if (rules.small.has(word) && (last(pieces).length || match[0] === word)) {
      afterSmall = true;
      continue;
    }
    const partOfName = afterSmall && last(pieces).length && rules.places.has(word);
    if (isNoName(word, rules) && !partOfName) pieces.push([]);
    else last(pieces).push([begin + match.index, begin + match.index + match[0].length]);
    afterSmall = false;
  }
  const real = pieces.filter((piece) => piece.some(([a]) => /[A-Za-z]/.test(folded.plain[a + 1] ?? "")));
  return real.map((piece) => nameOf(folded, piece, rules));
}

/** @type {(word: string, rules: Rules) => boolean} */
export function isNoName(word, rules) {
  const low = word.toLowerCase();
  return [low, low.replace(/\.+$/, "")].some((part) => rules.noName.has(part) || rules.places.has(part));
}

/** @type {(folded: Folded, piece: Span[], rules: Rules) => Name} */
function nameOf(folded, piece, rules) {
  const [a, b] = [piece[0][0], last(piece)[1]];
  const before = folded.low.slice(Math.max(0, a - 30), a);
  const [afterRole, called] = [rules.has("rol_ervoor", before), rules.has("naam_ervoor", before)];
  return { a, b, words: piece.length, afterRole, called, afterArticle: ARTICLE.test(before) };
}

/**
 * A name without capitals that ends at a place, after a word such as cliënt or voor, or where a line begins.
 *
 * @type {(kind: string, folded: Folded, begin: number, end: number, rules: Rules) => Name | null}
 */
function smallName(kind, folded, begin, end, rules) {
  const text = folded.low.slice(begin, end);
  const match = rules.first(kind, text);
  if (!match) return null;
  const from = begin + match.index + match[0].lastIndexOf(match[1]);
  const words = [...match[1].matchAll(/[^ ]+/g)].map(({ index, 0: word }) => ({ a: index, b: index + word.length, word }));
  while (words.length && (isNoName(words[0].word, rules) || rules.small.has(words[0].word))) words.shift();
  if (!words.length || words.length > 5) return null;
  if (words.some(({ word }) => isNoName(word, rules) && !rules.small.has(word))) return null;
  const [a, b] = [from + words[0].a, from + last(words).b];
  return { a, b, words: words.length, afterRole: true, called: false, afterArticle: false };
}

/**
 * The name in the same row of a table: the nearest before the place, else after it.
 *
 * @type {(folded: Folded, a: number, b: number, rules: Rules) => Name | null}
 */
function nameInRow(folded, a, b, rules) {
  const { low, plain } = folded;
  const stop = low.indexOf("\n", b);
  /** @type {(name: Name) => boolean} */
  const usable = (name) => name.words > 1 || !isShort(plain.slice(name.a, name.b));
  const left = names(folded, Math.max(lineStart(low, a), a - 200), a, rules).filter(usable);
  const right = names(folded, b, Math.min(stop >= 0 ? stop : low.length, b + 200), rules).filter(usable);
  if (left.length === 0) return right[0] ?? null;
  const [first, nearest] = [left[0], last(left)];
  return /\d/.test(low.slice(first.b, nearest.a)) ? nearest : upTo(first, nearest);
}

/** @type {(word: string) => boolean} */
const isShort = (word) => word.length < 3 || (word.length < 5 && word === word.toUpperCase() && /[A-Z]/.test(word));

/**
 * Where these names, their surnames, or one of their words with a capital stand again.
 *
 * @type {(folded: Folded, found: Name[], taken: Span[], rules: Rules) => Span[]}
 */
export function repeats(folded, found, taken, rules) {
  const forms = new Set(found.flatMap(({ a, b }) => formsOf(folded.plain.slice(a, b), rules)));
  if (forms.size === 0) return [];
  /** @type {Map<string, string[]>} */
  const byStart = new Map();
  for (const form of [...forms].sort((x, y) => y.length - x.length || (x < y ? -1 : 1))) {
    const first = /[A-Za-z0-9]+/.exec(form)?.[0] ?? "";
    byStart.set(first, [...(byStart.get(first) ?? []), form]);
  }
  const rest = cover(folded.plain, taken);
  /** @type {Span[]} */
  const again = [];
  let at = 0;
  for (const { index, 0: word } of rest.matchAll(/[A-Za-z0-9]+/g)) {
    if (index < at) continue;
    /** @type {(form: string) => boolean} */
    const fits = (form) => rest.startsWith(form, index) && !/[A-Za-z0-9]/.test(rest[index + form.length] ?? "");
    const form = byStart.get(word)?.find(fits);
    if (!form) continue;
    at = index + form.length;
    again.push([index, at]);
  }
  return again;
}

/** @type {(name: string, rules: Rules) => string[]} */
function formsOf(name, rules) {
  const words = name.split(" ");
  const loose = [...words, ...(name.match(/[A-Za-z0-9]+/g) ?? [])].filter(
    (word) =>
      word.length > 2 && /^[A-Z]/.test(word) && !word.includes(".") && !isNoName(word, rules) &&
      !rules.small.has(word.toLowerCase()),
  );
  const forms = [name, ...loose];
  const begin = words.slice(0, -1).findIndex((word, n) => n && rules.small.has(word.toLowerCase()));
  const rest = words.slice(begin).join(" ");
  if (begin > 0 && /^[A-Za-z0-9]/.test(rest)) forms.push(rest, rest[0].toUpperCase() + rest.slice(1));
  return forms;
}
