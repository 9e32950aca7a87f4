// What the scripts that take personal data out give each other. Read by the check of types only, never served.

/** Where something begins and where it ends in the folded text. */
export type Span = [begin: number, end: number];

/** A text in plain signs, the same in lower case, and of every sign where in the text it begins and ends. */
export interface Folded {
  plain: string;
  low: string;
  starts: number[];
  ends: number[];
}

/** What comes out: of which kind, and by which label. */
export interface Place {
  a: number;
  b: number;
  kind: string;
  label: string;
}

/** A date that exists. */
export interface DateSpan {
  a: number;
  b: number;
  year: number;
  month: number;
  day: number;
  /** The first or the last day of its month. */
  edge: boolean;
}

/** What can be a name, and what stands before it. */
export interface Name {
  a: number;
  b: number;
  words: number;
  afterRole: boolean;
  called: boolean;
  afterArticle: boolean;
}

/** The rules of the page, ready for use. */
export interface Rules {
  kinds: string[];
  labels: Record<string, string>;
  countries: Record<string, number>;
  published: Set<string>;
  noName: Set<string>;
  places: Set<string>;
  trade: Set<string>;
  small: Set<string>;
  dates: [pattern: RegExp, order: string][];
  label: RegExp;
  /** Every place where a pattern stands. */
  all(name: string, text: string): Span[];
  first(name: string, text: string): RegExpExecArray | null;
  has(name: string, text: string): boolean;
  whole(name: string, text: string): boolean;
}
