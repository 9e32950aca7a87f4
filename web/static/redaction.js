// Keep a burgerservicenummer out of what the page repeats, keeps and sends along; as assistant/guard.py.

const NINE_DIGITS = /(?<![\dA-Za-z])\d(?:[ .\-\u00a0/]{0,2}\d){8}(?![\dA-Za-z])/g;
const DATE = /(?<!\d)(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)/g;
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** The text with every number that passes the eleven test replaced; dates stay. */
export function withoutBsn(text) {
  const dates = [...text.matchAll(DATE)].map((match) => [match.index, match.index + match[0].length]);
  let [result, from] = ["", 0];
  NINE_DIGITS.lastIndex = 0;
  for (let match; (match = NINE_DIGITS.exec(text)); ) {
    const [start, end] = [match.index, match.index + match[0].length];
    const inDate = dates.some(([a, b]) => a < end && start < b);
    if (inDate || !isBsn(match[0].replace(/\D/g, ""))) {
      NINE_DIGITS.lastIndex = start + 1;
    } else {
      result += `${text.slice(from, start)}[BSN verwijderd]`;
      from = end;
    }
  }
  return result + text.slice(from);
}

function isBsn(digits) {
  const sum = [...digits].reduce((total, digit, n) => total + Number(digit) * WEIGHTS[n], 0);
  return Number(digits) > 0 && sum % 11 === 0;
}
