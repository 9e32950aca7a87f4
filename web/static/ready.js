// @ts-check
// Show how far the server is with getting ready, until it is.

import { t } from "./texts.js";

/**
 * @param {HTMLElement} bar
 * @param {(text: string) => void} announce
 */
export function watchReadiness(bar, announce) {
  const text = /** @type {HTMLElement} */ (bar.querySelector("p"));
  const progress = /** @type {HTMLProgressElement} */ (bar.querySelector("progress"));
  let announced = bar.hidden ? "ready" : "";

  async function look() {
    const { state, detail, progress: counted } = await readiness();
    bar.hidden = state === "ready";
    bar.className = `stand-balk ${state}`;
    text.textContent = detail;
    progress.hidden = state !== "opening";
    if (counted) {
      progress.max = counted.total;
      progress.value = counted.done;
    } else {
      progress.removeAttribute("value");
    }
    if (state !== announced) announce(detail);
    announced = state;
    if (state !== "ready") setTimeout(look, state === "opening" ? 1000 : 4000);
  }

  if (!bar.hidden) look();
  return look;
}

async function readiness() {
  try {
    const response = await fetch("/readyz", { cache: "no-store" });
    const body = await response.json();
    if (response.ok) return { state: "ready", detail: body.text, progress: null };
    return { state: body.state ?? "failed", detail: body.detail, progress: body.progress ?? null };
  } catch {
    return { state: "gone", detail: t("chat.weg"), progress: null };
  }
}
