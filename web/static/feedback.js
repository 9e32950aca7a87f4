// @ts-check
// Say what one thinks of an answer without leaving the page; the form does the same without scripts.

import { around, el } from "./dom.js";
import { post } from "./stream.js";
import { t } from "./texts.js";

/**
 * @param {HTMLElement} conversation
 * @param {(text: string) => void} announce
 * @param {(error: unknown) => void} fail
 */
export function takeFeedback(conversation, announce, fail) {
  conversation.addEventListener("submit", async (event) => {
    const form = around(event, ".duimen", HTMLFormElement);
    if (!form || !(event.submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const thumb = event.submitter.value;
    const fields = new FormData(form);
    const down = thumb === "down" ? { reason: fields.get("reden") ?? "", expected: fields.get("verwacht") ?? "" } : {};
    try {
      await post("/api/feedback", { id: form.dataset.antwoord, thumb, ...down });
    } catch (error) {
      return fail(error);
    }
    const thanks = el("p", { class: "klein", tabindex: -1 }, t(`oordeel_geven.dank_${thumb}`));
    form.replaceChildren(thanks);
    thanks.focus({ preventScroll: true });
    announce(t(`oordeel_geven.dank_${thumb}`));
  });
}
