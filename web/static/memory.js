// The conversation, kept in this tab until it is closed.

const KEY = "wegwijzer.gesprek";
const EMPTY = { turns: [], draft: "", regeling: "" };

/** @returns {{turns: {question: string, answer: object}[], draft: string, regeling: string}} */
export function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return kept && Array.isArray(kept.turns) ? { ...EMPTY, ...kept } : { ...EMPTY, turns: [] };
  } catch {
    return { ...EMPTY, turns: [] };
  }
}

/** Keep what there is; a full or forbidden store only means that a reload starts afresh. */
export function keep(conversation) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(conversation));
  } catch {
    // nothing is lost on the page itself
  }
}
