// @ts-check
// Look up while typing: the page itself is asked again, and only its results are put in. Without scripts the form does it.

import "./copy.js";
import { maybe, one } from "./dom.js";

const WAIT = 150; // ms after the last key

const form = one("#zoekformulier", HTMLFormElement);
let timer = 0;
let running = new AbortController();

function address() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) query.append(name, value);
  return query.size > 0 ? `${form.action}?${query}` : form.action;
}

async function look() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const asked = address();
  try {
    const response = await fetch(asked, { signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of ["#aantal", "#resultaat"]) {
      const next = maybe(id, HTMLElement, page);
      if (!next) return form.submit(); // not the page that was expected: let the browser show it
      one(id, HTMLElement).replaceChildren(...next.childNodes);
    }
    history.replaceState(null, "", asked);
  } catch {
    if (!signal.aborted) form.submit(); // the page that comes says what is wrong
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
