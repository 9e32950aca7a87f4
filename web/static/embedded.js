// @ts-check
// The chat in a frame on another website: links elsewhere get a tab of their own, Escape closes the frame.

import { around, maybe } from "./dom.js";

document.addEventListener(
  "click",
  (event) => {
    const link = around(event, "a[href]", HTMLAnchorElement);
    if (!link || /^\/inbedden(\/|$)/.test(new URL(link.href).pathname)) return;
    link.target = "_blank";
    link.rel = "noopener";
  },
  { capture: true },
);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && parent !== window) parent.postMessage("wegwijzer:sluit", "*");
});
addEventListener("message", (event) => {
  if (event.source === parent && event.data === "wegwijzer:focus") maybe("#vraag", HTMLTextAreaElement)?.focus();
});
