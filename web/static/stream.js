// @ts-check
// Send a question, and follow its answer as the server makes it; a connection that breaks is taken up again.

import { t } from "./texts.js";

/** @import { Message, ProblemDetails, StreamEvents } from "../types/server" */
/** @typedef {{[Kind in keyof StreamEvents]?: (data: StreamEvents[Kind]) => void}} OfEvents */
/** @typedef {OfEvents & {lost?: () => void, back?: () => void}} Handlers by kind of event, and for the connection */

const WAITS = [300, 1000, 2000, 4000]; // ms before each new try; the last one for every next

/** What the server had against a request, or that it could not be reached. */
export class Problem extends Error {
  /**
   * @param {string} title
   * @param {string} detail
   * @param {string | null} [state] of the server, when that is what is wrong
   */
  constructor(title, detail, state = null) {
    super(detail);
    this.title = title;
    this.state = state;
  }

  /** @param {ProblemDetails} details */
  static of({ title, detail, state }) {
    return new Problem(title, detail, state ?? null);
  }
}

/** @param {unknown} error @returns {Problem} what to say of it */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  console.error(error);
  return unexpected();
}

const unexpected = () => new Problem(t("chat.mis_titel"), t("chat.mis_wat"));
const gone = () =>
  navigator.onLine
    ? new Problem(t("chat.weg_titel"), t("chat.weg_wat"), "gone")
    : new Problem(t("chat.weg_titel"), t("chat.offline"));

/** The events of a response as they come. */
export class Incoming {
  /** @param {ReadableStream<Uint8Array>} body */
  constructor(body) {
    this.reader = body.getReader();
    this.decoder = new TextDecoder();
    this.text = "";
  }

  /** @returns {Promise<{kind: string, id: number, data: string} | null>} the next one; null after the last */
  async next() {
    for (;;) {
      const end = this.text.indexOf("\n\n");
      if (end < 0) {
        const { done, value } = await this.reader.read();
        if (done) return null;
        this.text += this.decoder.decode(value, { stream: true });
        continue;
      }
      const fields = new Map(this.text.slice(0, end).split("\n").map(field));
      this.text = this.text.slice(end + 2);
      const kind = fields.get("event");
      if (kind) return { kind, id: Number(fields.get("id")) || 0, data: fields.get("data") ?? "null" };
    }
  }

  cancel() {
    this.reader.cancel().catch(() => {}); // it was broken already
  }
}

/** @param {string} line @returns {[string, string]} */
function field(line) {
  const colon = line.indexOf(": ");
  return [line.slice(0, colon), line.slice(colon + 2)];
}

/**
 * Send something to the API that has nothing to say to it.
 *
 * @param {string} path
 * @param {object} [body]
 * @throws {Problem}
 */
export async function post(path, body = {}) {
  await send(path, body, "application/json");
}

/**
 * Ask a question; its answer comes on the same connection.
 *
 * @param {string} path
 * @param {object} body
 * @returns {Promise<{message: Message, incoming: Incoming}>} what the server made of the question, and what follows
 * @throws {Problem}
 */
export async function ask(path, body) {
  const response = await send(`${path}?taal=${document.documentElement.lang}`, body, "text/event-stream");
  if (!response.body) throw unexpected();
  const incoming = new Incoming(response.body);
  const first = await incoming.next().catch(() => null);
  if (first?.kind !== "asked") throw gone();
  return { message: JSON.parse(first.data), incoming };
}

/** @param {string} path @param {object} body @param {string} accept @returns {Promise<Response>} */
async function send(path, body, accept) {
  let response;
  try {
    const headers = { "Content-Type": "application/json", Accept: accept };
    response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  } catch {
    throw gone();
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** @param {Response} response */
async function refusal(response) {
  try {
    return Problem.of(await response.json());
  } catch {
    return unexpected();
  }
}

/**
 * Follow an answer until it ends.
 *
 * @param {string} address  of the stream
 * @param {Handlers} handlers
 * @param {Incoming | null} [incoming] where it comes in already
 * @returns {() => void} stop following
 */
export function follow(address, handlers, incoming = null) {
  let seen = 0;
  let left = false;

  /** Hand over what comes in. @param {Incoming} source @returns {Promise<boolean>} whether that was all of it */
  async function read(source) {
    for (;;) {
      const event = await source.next().catch(() => null);
      if (left) return true;
      if (!event) return false;
      seen = event.id || seen;
      handlers[/** @type {keyof StreamEvents} */ (event.kind)]?.(JSON.parse(event.data));
      if (event.kind === "ended" || event.kind === "problem") return true;
    }
  }

  async function run() {
    let tries = 0;
    while (!left) {
      incoming ??= await connect(`${address}?na=${seen}&taal=${document.documentElement.lang}`);
      if (incoming && !left) {
        if (tries > 0) handlers.back?.();
        tries = 0;
        if (await read(incoming)) break;
      }
      incoming = null;
      if (tries > 0) handlers.lost?.();
      const wait = WAITS[Math.min(tries++, WAITS.length - 1)];
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    incoming?.cancel();
  }

  run();
  return () => {
    left = true;
    incoming?.cancel();
  };
}

/** @param {string} address @returns {Promise<Incoming | null>} null: the server is not there now */
async function connect(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/event-stream" }, cache: "no-store" });
    return response.ok && response.body ? new Incoming(response.body) : null;
  } catch {
    return null;
  }
}
