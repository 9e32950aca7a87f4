// @ts-check
// The menu on narrow screens, and light or dark without a new page. Without scripts the links do the same.

const button = /** @type {HTMLButtonElement} */ (document.getElementById("menuknop"));
const menu = /** @type {HTMLElement} */ (document.getElementById("menu"));

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

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (menu.querySelectorAll("a[data-kies]"))) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const colour = String(link.dataset.kies);
    document.documentElement.dataset.kleur = colour;
    document.cookie = `kleur=${colour}; path=/; max-age=31536000; samesite=lax`;
    const other = menu.querySelector(`a[data-kies]:not([data-kies="${colour}"])`);
    /** @type {HTMLElement} */ (other).focus(); // the one that was clicked is not shown any more
  });
}
