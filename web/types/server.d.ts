// What the server sends to the scripts of the pages. Read by the check of types only (`make lint`), never served.
// A test holds these beside the models that they describe: tests/web/test_web_scripts.py.

/** assistant/models.py */
export interface Citation {
  marker: number;
  document: string;
  title: string;
  section: string;
  regeling: string | null;
  quote: string;
}

/** tools/envelope.py */
export interface Envelope {
  tool: string;
  regeling: string | null;
  input: Record<string, unknown>;
  verdict: "toegestaan" | "niet_toegestaan" | "voorwaardelijk" | "gegevens_ontbreken" | "niet_beschreven" | "niet_van_toepassing" | "gevonden" | "niet_gevonden" | "berekend";
  conclusion: string;
  checks: Check[];
  data: Record<string, unknown>;
  missing: string[];
  notes: string[];
}

/** tools/envelope.py */
export interface Check {
  rule: string;
  outcome: "voldaan" | "geschonden" | "onbekend";
  explanation: string;
  source: { document: string; section: string };
}

/** assistant/models.py */
export interface Answer {
  id: string;
  status: "answered" | "clarify" | "abstain" | "refused";
  answer: string;
  citations: Citation[];
  tool_results: Envelope[];
  regelingen: string[];
  clarification: { question: string; options: string[] } | null;
  redacted: string[];
  writer: "embedded" | "llm";
  versions: { knowledge: string; index: string; code: string; prompt: string | null; model: string | null };
  timings_ms: { embed: number; retrieve: number; total: number };
}

/** web/store/records.py */
export interface Message {
  id: string;
  conversation: string;
  question: string;
  redacted: string[];
  regeling: string | null;
  state: "bezig" | "klaar" | "gestopt" | "afgebroken" | "mislukt";
  partial: string;
  answer: Answer | null;
  problem: ProblemDetails | null;
  asked_at: string;
  ended_at: string | null;
  thumb: "up" | "down" | null;
}

/** web/store/records.py */
export interface Conversation {
  id: string;
  title: string;
  regeling: string | null;
  created_at: string;
  changed_at: string;
  messages: Message[];
}

/** web/problems.py */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Only while the assistant is not open: how far that is (web/opening.py). */
  state?: "opening" | "failed";
  progress?: { done: number; total: number } | null;
}

/** web/api.py */
export interface Health {
  status: "ok" | "limited";
  text: string;
}

/** web/pages/beheer_documenten.py: a task with documents */
export interface TaskState {
  state: "wacht" | "bezig" | "klaar" | "mislukt" | "gestopt";
  step: string;
  done: number;
  total: number;
  pace: string;
  phase: string;
  read: number;
  files: string[];
}

/** The events of an answer while it is made (web/conversations.py), by name. */
export interface StreamEvents {
  status: { step: string; text: string };
  tool_result: Envelope;
  passages: { passages: Citation[] };
  token: { text: string };
  partial: { text: string };
  ended: { message: Message; html: string };
  problem: ProblemDetails;
}

/** What tells personal data (knowledge/redaction_rules.py); nothing of it on a page without a box for questions. */
export interface RedactionRules {
  soorten: string[];
  labels: Record<string, string>;
  datums: [pattern: string, order: string][];
  patronen: Record<string, string>;
  landnummers: Record<string, number>;
  tussenvoegsels: string[];
  geen_naam: string[];
  plaatsen: string[];
  vakwoorden: string[];
  gepubliceerd: string[];
}
