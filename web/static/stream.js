// Ask the server and read its events as they come.

/** What the server had against a request, or that it could not be reached. */
export class Problem extends Error {
  constructor(title, detail, state = null) {
    super(detail);
    this.title = title;
    this.state = state;
  }
}

const GONE = new Problem(
  "De server antwoordt niet",
  "Kijk of de wegwijzer nog draait op deze computer en probeer het dan opnieuw.",
);
const CUT = new Problem("De verbinding is verbroken", "Het antwoord is niet af. Probeer het opnieuw.");

/**
 * The events of one question: `{event, data}`, the last one `final`.
 *
 * @param {object} request  body of POST /api/ask
 * @param {AbortSignal} signal
 */
export async function* ask(request, signal) {
  const response = await post(request, signal);
  if (!response.ok) throw await problem(response);
  let done = false;
  for await (const event of events(response.body, signal)) {
    if (event.event === "error") throw new Problem(event.data.title, event.data.detail);
    if (event.event === "final") done = true;
    yield event;
  }
  if (!done) throw CUT;
}

async function post(request, signal) {
  try {
    return await fetch("/api/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify(request),
      signal,
    });
  } catch (error) {
    throw error.name === "AbortError" ? error : GONE;
  }
}

async function problem(response) {
  try {
    const { title, detail, state } = await response.json();
    return new Problem(title, detail, state);
  } catch {
    return new Problem("Er ging iets mis", "De server gaf een antwoord dat niet te lezen is. Probeer het opnieuw.");
  }
}

async function* events(body, signal) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      buffer += value;
      const frames = buffer.split("\n\n");
      buffer = frames.pop();
      for (const frame of frames) yield parse(frame);
    }
  } catch (error) {
    throw signal.aborted || error instanceof Problem ? error : CUT;
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(frame) {
  const fields = { event: "message", data: "" };
  for (const line of frame.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
  }
  return { event: fields.event, data: JSON.parse(fields.data || "{}") };
}
