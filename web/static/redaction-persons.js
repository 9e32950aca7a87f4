// @ts-check
// Persons who are named in full without a birthdate: knowledge/redaction_persons.py for the browser.

import { isNoName, names, repeats } from "./redaction-names.js";

/** @import { Folded, Name, Place, Rules, Span } from "../types/redaction" */

const [BEFORE, AFTER] = [40, 60];
const WHOLE = 2;

/**
 * Full names of persons, but for those that go with a birthdate; one that went goes wherever it stands again.
 *
 * @type {(folded: Folded, houses: Span[], born: Place[], rules: Rules) => Span[]}
 */
export function persons(folded, houses, born, rules) {
  const starts = houses.map(([a]) => a);
  const found = names(folded, 0, folded.plain.length, rules)
    .map((name) => beforePlace(folded, name, starts, rules))
    .filter((name) => isPerson(folded, name, starts, rules));
  /** @type {Span[]} */
  const taken = found.map(({ a, b }) => [a, b]);
  const places = [...taken, ...repeats(folded, found, taken, rules)];
  return places.filter(([a, b]) => !born.some((place) => a < place.b && place.a < b));
}

/**
 * A name without where the person is.
 *
 * @type {(folded: Folded, name: Name, starts: number[], rules: Rules) => Name}
 */
function beforePlace({ plain }, name, starts, rules) {
  const part = plain.slice(name.a, name.b);
  const ends = [
    ...rules.all("naar_plaats", part).map(([a, b]) => ({ end: name.a + a, next: name.a + b, whole: false })),
    ...rules.all("naar_organisatie", part).map(([a, b]) => ({ end: name.a + a, next: name.a + b, whole: true })),
  ].sort((one, other) => one.end - other.end || Number(one.whole) - Number(other.whole));
  for (const { end, next, whole } of ends) {
    const words = plain.slice(name.a, end).split(" ").filter((word) => /^[A-Z]/.test(word)).length;
    const place = starts.includes(next) || isNoName(plain.slice(next, name.b).split(" ")[0], rules);
    if (whole ? words >= WHOLE : place) return { ...name, b: end, words };
  }
  return name;
}

/** @type {(folded: Folded, name: Name, starts: number[], rules: Rules) => boolean} */
function isPerson({ low }, name, starts, rules) {
  if (name.words < WHOLE || low.slice(name.a, name.b).split(" ").some((word) => rules.trade.has(word))) return false;
  const before = low.slice(Math.max(0, name.a - BEFORE), name.a);
  if (rules.has("persoon_ervoor", before)) return true;
  if (rules.has("organisatie_ervoor", before)) return false;
  if (rules.has("persoon_erna", low.slice(name.b, name.b + AFTER))) return true;
  const near = starts.filter((start) => start > name.b && start <= name.b + AFTER);
  return near.some((start) => rules.has("voor_adres", low.slice(name.b, start)));
}
