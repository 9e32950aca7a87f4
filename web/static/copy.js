// @ts-check
// Buttons that copy: `data-kopieer="text"`, or `data-kopieer-adres` for the address of the page.

import { around } from "./dom.js";
import { t } from "./texts.js";

const BUTTONS = "button[data-kopieer], button[data-kopieer-adres]";

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const before = button.dataset.woord ?? button.textContent;
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
  const button = around(event, BUTTONS, HTMLButtonElement);
  if (button) copy(button);
});
