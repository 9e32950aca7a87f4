// @ts-check
// Follow an answer while it grows, until its question is at the top of the window or the reader moves.

const MARGIN = 12;
let following = false;

/** @param {HTMLElement} box  the field for the question: typing there is no moving */
export function watchReader(box) {
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    addEventListener(kind, (event) => (following &&= event.target === box), { passive: true });
  }
}

/** @param {HTMLElement} turn */
export function startFollowing(turn) {
  following = true;
  keepInView(turn);
}

/** @param {HTMLElement} turn */
export function keepInView(turn) {
  if (!following) return;
  const top = turn.getBoundingClientRect().top + scrollY - MARGIN;
  scrollTo({ top: Math.min(top, document.documentElement.scrollHeight - innerHeight) });
}
