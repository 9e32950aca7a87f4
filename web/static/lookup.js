// @ts-check
// Look up while typing: the page itself is asked again, and only its results are put in. Without scripts the form does it.

import { enableCopying } from "./copy.js";

const WAIT = 150; // ms after the last key

const form = /** @type {HTMLFormElement} */ (document.getElementById("zoekformulier"));
let timer = 0;
let running = new AbortController();

async function look() {
  running.abort();
  running = new AbortController();
  const query = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  const address = query.size > 0 ? `${form.action}?${query}` : form.action;
  try {
    const response = await fetch(address, { signal: running.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of ["aantal", "resultaat"]) {
      const [now, next] = [document.getElementById(id), page.getElementById(id)];
      if (!now || !next) return form.submit(); // not the page that was expected: let the browser show it
      now.replaceChildren(...next.childNodes);
    }
    enableCopying(document.getElementById("resultaat") ?? document);
    history.replaceState(null, "", address);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") form.submit(); // the page that comes says what is wrong
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  look();
});
