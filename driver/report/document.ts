// The one model of a report that all formats draw: a title, facts, and sections in the order in which people read them. Pure data.

export interface Document {
  title: string;
  facts: readonly Fact[];
  sections: readonly Section[];
  /** How a text lays it out: a page of sections with blank lines between them, or a card about one thing. */
  layout: 'page' | 'card';
}

export interface Fact {
  /** One or two words; empty where it goes on with the fact before. */
  label: string;
  text: string;
  /** A path that is there to be copied: it is never shortened. */
  path?: boolean;
  /** Names of a list, in place of text. */
  names?: readonly string[];
}

export type Section = Counts | Edges | Findings | Outline | Notes;

/** A table of names and figures, in parts that have a sum each. */
export interface Counts {
  kind: 'counts';
  title: string;
  /** Headings of the figures, the most important first. */
  columns: readonly string[];
  parts: readonly CountsPart[];
  /** What the figures leave open. */
  notes: readonly CountsNote[];
}

interface CountsPart {
  sum: CountsRow;
  rows: readonly CountsRow[];
  /** What the rows are: "operations". */
  what: string;
  /** Rows that a person is shown who does not ask for all. */
  most: number;
}

interface CountsRow {
  name: string;
  figures: readonly number[];
}

/** Words, or a head with names behind it. */
export interface CountsNote {
  text: string;
  names?: readonly string[];
  /** Names that a person is shown who does not ask for all. */
  most?: number;
}

/** Edges of a graph: what was reached from where. */
export interface Edges {
  kind: 'edges';
  title: string;
  /** How an edge is drawn between its ends: "->". */
  arrow: string;
  edges: readonly Edge[];
  /** Edges that a person is shown who does not ask for all. */
  most: number;
}

interface Edge {
  from: string;
  /** Where the edge leaves. */
  place: Place;
  to: string;
}

interface Place {
  file: string;
  line: number;
}

/** What is the matter, one by one. */
export interface Findings {
  kind: 'findings';
  title: string;
  level: 'warning' | 'note';
  findings: readonly Finding[];
  /** How many there are, where not all are kept. */
  count?: number;
  /** Findings that a person is shown; all of those that are kept by default. */
  most?: number;
}

interface Finding {
  /** Stable: "not-in-program". */
  id: string;
  /** What it is about. */
  subject: string;
  why: string;
  place?: Place;
  /** What it is about in detail. */
  names?: readonly string[];
  /** Text of others, quoted. */
  excerpt?: string;
}

/** Things with names below them. */
export interface Outline {
  kind: 'outline';
  title: string;
  items: readonly { text: string; items: readonly { head: string; names: readonly string[] }[] }[];
}

/** Paragraphs; a warning has its first as a title. */
export interface Notes {
  kind: 'notes';
  level: 'warning' | 'note';
  texts: readonly string[];
}
