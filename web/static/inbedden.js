// @ts-check
// What one script tag puts on another website: a button, and behind it the chat in a frame.
//
//   <script src="…/inbedden.js" data-taal="nl" data-kleur="licht" data-tekst="Stel een vraag" async></script>
//
// Nothing is asked of the server but this file before somebody opens the chat. Everything is in a shadow root, with a
// style sheet that is made here, so that neither website gets in the other's way. The server fills in the texts.

(function (/** @type {Record<string, Record<string, string>>} */ texts) {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const server = new URL(script.src).origin;
  const { kleur = "systeem", tekst = "" } = script.dataset;
  const taal = script.dataset.taal ?? document.documentElement.lang.slice(0, 2);
  const words = texts[taal] ?? texts.nl;

  /** @type {Record<string, string>} */
  const schemes = { licht: "light", donker: "dark" };
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; font: 1rem/1.4 system-ui, sans-serif; color-scheme: ${schemes[kleur] ?? "light dark"}; }
    button { font: inherit; font-weight: 600; min-height: 2.75rem; min-width: 2.75rem; cursor: pointer; border: 1px solid #fff; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; box-shadow: 0 0 0 3px #275d8b; }
    .open { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; padding: .6rem 1.2rem; border-radius: 2rem; background: #275d8b; color: #fff; box-shadow: 0 2px 10px rgb(0 0 0 / .35); }
    .panel { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483001; width: min(27rem, calc(100vw - 2rem)); height: min(44rem, calc(100vh - 2rem)); display: flex; flex-direction: column; overflow: hidden; border: 1px solid #696c71; border-radius: 10px; background: Canvas; box-shadow: 0 4px 24px rgb(0 0 0 / .4); }
    .panel[hidden] { display: none; }
    .top { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .15rem .25rem .15rem 1rem; background: #275d8b; color: #fff; }
    .top strong { font-weight: 650; }
    .top button { background: transparent; color: inherit; border-color: transparent; padding: 0 .9rem; }
    iframe { flex: 1; width: 100%; border: 0; }
    @media (max-width: 36rem) { .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }
    @media print { :host { display: none; } }
  `);

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} children
   */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const name = tekst || words.knop;
  const button = make("button", { type: "button", class: "open", "aria-expanded": "false", "aria-haspopup": "dialog", "aria-controls": "panel" }, name);
  const close = make("button", { type: "button" }, words.sluit);
  const panel = make("div", { id: "panel", class: "panel", role: "dialog", "aria-label": words.titel, hidden: "" }, make("div", { class: "top" }, make("strong", {}, words.titel), close));
  const host = make("div", { id: "wegwijzer-jeugdhulp", lang: texts[taal] ? taal : "nl" });
  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  let loaded = false;

  const giveFocus = () => loaded && !panel.hidden && frame?.contentWindow?.postMessage("wegwijzer:focus", server);

  function open() {
    panel.hidden = false;
    button.hidden = true;
    button.setAttribute("aria-expanded", "true");
    if (!frame) {
      const address = `${server}/inbedden?${new URLSearchParams({ taal: texts[taal] ? taal : "nl", kleur })}`;
      frame = make("iframe", { src: address, title: words.titel, allow: "clipboard-write" });
      frame.addEventListener("load", () => {
        loaded = true;
        giveFocus();
      });
      panel.append(frame);
    }
    frame?.focus();
    giveFocus();
  }

  function shut() {
    panel.hidden = true;
    button.hidden = false;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  button.addEventListener("click", open);
  close.addEventListener("click", shut);
  host.addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && shut());
  addEventListener("message", (event) => {
    if (event.origin === server && event.source === frame?.contentWindow && event.data === "wegwijzer:sluit") shut();
  });

  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  root.append(button, panel);
  const add = () => document.body.append(host);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})(/* texts */ {});
