// @ts-check
// Buttons that copy: `data-kopieer="text"`, or `data-kopieer-adres` for the address of the page. Hidden without scripts.

import { t } from "./texts.js";

/** @param {ParentNode} [part] where new buttons may be */
export function enableCopying(part = document) {
  for (const button of part.querySelectorAll("button[data-kopieer], button[data-kopieer-adres]")) {
    /** @type {HTMLButtonElement} */ (button).hidden = false;
  }
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const before = button.dataset.woord ?? button.textContent ?? "";
  button.dataset.woord = before;
  try {
    await navigator.clipboard.writeText(button.dataset.kopieer ?? location.href);
    button.textContent = t("algemeen.gekopieerd");
  } catch {
    button.textContent = t("algemeen.kopieer_mislukt");
  }
  setTimeout(() => (button.textContent = before), 2000);
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("button[data-kopieer], button[data-kopieer-adres]");
  if (button) copy(/** @type {HTMLButtonElement} */ (button));
});
enableCopying();
