// @ts-check
// The menu on narrow screens, and light or dark without a new page. Without scripts the links do the same.

import { all, one } from "./dom.js";

const button = one("#menuknop", HTMLButtonElement);
const menu = one("#menu", HTMLElement);

/** @param {boolean} open */
function show(open) {
  button.setAttribute("aria-expanded", String(open));
}

button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
  show(false);
  if (menu.contains(document.activeElement)) button.focus();
});

for (const link of all("a[data-kies]", HTMLAnchorElement, menu)) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const colour = String(link.dataset.kies);
    document.documentElement.dataset.kleur = colour;
    document.cookie = `kleur=${colour}; path=/; max-age=31536000; samesite=lax`;
    one(`a[data-kies]:not([data-kies="${colour}"])`, HTMLAnchorElement, menu).focus(); // what was clicked is gone
  });
}
