// @ts-check
// The chat in a frame on another website: links elsewhere get a tab of their own, Escape closes the frame.

document.addEventListener(
  "click",
  (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
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
  if (event.source === parent && event.data === "wegwijzer:focus") document.getElementById("vraag")?.focus();
});
