// @ts-check
// What is typed and not sent yet, kept in this tab without personal data, so that a reload loses nothing.

import { given } from "./dom.js";
import { redactor } from "./redaction.js";

const KEY = "wegwijzer.concept";
const redact = redactor(given("weglaten"));

/** @param {string} text */
export function keepDraft(text) {
  try {
    if (text) sessionStorage.setItem(KEY, JSON.stringify({ page: location.pathname, text: redact(text) }));
    else sessionStorage.removeItem(KEY);
  } catch {
    // a full or forbidden store only means that a reload begins with an empty box
  }
}

/** @returns {string} what was kept for this page */
export function draft() {
  try {
    /** @type {{page?: string, text?: string}} */
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return kept.page === location.pathname ? String(kept.text ?? "") : "";
  } catch {
    return "";
  }
}
