// @ts-check
// Show how far the server is with getting ready, and that it is; then the bar stays, so that nothing moves under a hand.

import { one } from "./dom.js";
import { t } from "./texts.js";

/** @import { Health, ProblemDetails } from "../types/server" */

/**
 * @param {HTMLElement} bar
 * @param {(text: string) => void} [announce]  where the bar does not say it itself
 * @param {() => void} [ready]  what waits for it
 * @param {number} [again]  ms after which to look whether it still is; 0: only when asked
 */
export function watchReadiness(bar, announce = () => {}, ready = () => {}, again = 0) {
  const text = one("p", HTMLParagraphElement, bar);
  const progress = one("progress", HTMLProgressElement, bar);
  let announced = bar.hidden ? "ready" : "";

  async function look() {
    const { state, detail, counted } = await readiness();
    bar.hidden &&= state === "ready";
    bar.className = `stand-balk ${state}`;
    text.textContent = detail;
    progress.hidden = state !== "opening" && state !== "ready";
    if (counted) {
      progress.max = counted.total;
      progress.value = counted.done;
    } else if (state === "ready") {
      progress.value = progress.max;
    } else {
      progress.removeAttribute("value");
    }
    if (state !== announced) announce(detail);
    announced = state;
    if (state === "ready") ready();
    const wait = state === "opening" ? 1000 : state === "ready" ? again : 4000;
    if (wait) setTimeout(look, wait);
  }

  if (!bar.hidden) look();
  else if (again) setTimeout(look, again);
  return look;
}

async function readiness() {
  try {
    const response = await fetch("/readyz", { cache: "no-store" });
    if (response.ok) {
      /** @type {Health} */
      const health = await response.json();
      return { state: "ready", detail: health.text };
    }
    /** @type {ProblemDetails} */
    const problem = await response.json();
    return { state: problem.state ?? "failed", detail: problem.detail, counted: problem.progress };
  } catch {
    return { state: "gone", detail: t("chat.weg") };
  }
}
