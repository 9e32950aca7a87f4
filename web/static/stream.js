// @ts-check
// Send a question, and follow its answer as the server makes it; a connection that breaks is taken up again.

import { t } from "./texts.js";

const WAITS = [300, 1000, 2000, 4000]; // ms before each new try; the last one for every next

/** What the server had against a request, or that it could not be reached. */
export class Problem extends Error {
  /**
   * @param {string} title
   * @param {string} detail
   * @param {string | null} state
   */
  constructor(title, detail, state = null) {
    super(detail);
    this.title = title;
    this.state = state;
  }
}

/**
 * Send something to the API and read what comes back.
 *
 * @param {string} path
 * @param {object} [body]
 * @throws {Problem}
 */
export async function post(path, body = {}) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw navigator.onLine
      ? new Problem(t("chat.weg_titel"), t("chat.weg_wat"), "gone")
      : new Problem(t("chat.weg_titel"), t("chat.offline"));
  }
  const text = await response.text();
  try {
    const data = text ? JSON.parse(text) : {};
    if (response.ok) return data;
    throw new Problem(data.title, data.detail, data.state ?? null);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(t("chat.mis_titel"), t("chat.mis_wat"));
  }
}

/**
 * Follow an answer until it ends.
 *
 * @param {string} address  of the stream
 * @param {Record<string, (data: any) => void>} handlers  by kind of event; `lost` and `back` for the connection
 * @returns {() => void} stop following
 */
export function follow(address, handlers) {
  let seen = 0;
  let tries = 0;
  let timer = 0;
  /** @type {EventSource} */
  let source;
  const stop = () => {
    clearTimeout(timer);
    source.close();
  };
  const connect = () => {
    source = new EventSource(`${address}?na=${seen}&taal=${document.documentElement.lang}`);
    source.onopen = () => {
      if (tries > 0) handlers.back?.({});
      tries = 0;
    };
    source.onerror = () => {
      source.close();
      if (tries > 0) handlers.lost?.({});
      timer = setTimeout(connect, WAITS[Math.min(tries++, WAITS.length - 1)]);
    };
    for (const kind of ["status", "tool_result", "passages", "token", "partial", "ended", "problem"]) {
      source.addEventListener(kind, (event) => {
        seen = Number(event.lastEventId) || seen;
        if (kind === "ended" || kind === "problem") stop();
        handlers[kind]?.(JSON.parse(event.data));
      });
    }
  };
  connect();
  return stop;
}
