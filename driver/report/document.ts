// The one model of a report, which all formats draw: a title, facts, and sections in the order of reading. Pure data.

/** A report as formats draw it. All its texts may hold text of others; a format makes them safe. */
export interface Document {
  title: string;
  facts: readonly Fact[];
  sections: readonly Section[];
  /** How the text format lays it out. A page has blank lines between its sections; a card is about one thing. */
  layout: 'page' | 'card';
}

/** A line about the whole: a label and its text. */
export interface Fact {
  /** One or two words. Empty where the text continues the fact before. */
  label: string;
  text: string;
  /** Whether the text is a path to be copied. Such a text is never shortened. */
  path?: boolean;
  /** Names of a list. They are shown in place of text. */
  names?: readonly string[];
}

/** A part of a document, by its kind. */
export type Section = Counts | Edges | Findings | Outline | Notes;

/** A table of names and figures, in parts. Each part has a sum. */
export interface Counts {
  kind: 'counts';
  title: string;
  /** Headings of the figures, the most important first. Every row has as many figures. */
  columns: readonly string[];
  parts: readonly CountsPart[];
  /** Lines below the table: what the figures leave open. */
  notes: readonly CountsNote[];
}

interface CountsPart {
  sum: CountsRow;
  rows: readonly CountsRow[];
  /** What the rows are, in the plural: "operations". */
  what: string;
  /** How many rows a text shows by default. */
  most: number;
}

interface CountsRow {
  name: string;
  figures: readonly number[];
}

/** A sentence, or a head with names behind it. */
export interface CountsNote {
  text: string;
  names?: readonly string[];
  /** How many names a text shows by default; all of them where it is not given. */
  most?: number;
}

/** Edges of a graph: what was reached, and from where. */
export interface Edges {
  kind: 'edges';
  title: string;
  /** How an edge is drawn between its ends: "->". */
  arrow: string;
  edges: readonly Edge[];
  /** How many edges a text shows by default. */
  most: number;
}

interface Edge {
  from: string;
  /** Where in the source the edge begins. */
  place: Place;
  to: string;
}

interface Place {
  file: string;
  line: number;
}

/** A list of things that are wrong or worth knowing. */
export interface Findings {
  kind: 'findings';
  title: string;
  level: 'warning' | 'note';
  findings: readonly Finding[];
  /** How many there are in all, where the list does not keep all of them. */
  count?: number;
  /** How many findings a text shows. By default it shows all that the list keeps. */
  most?: number;
}

interface Finding {
  /** Stable between versions: "not-in-program". */
  id: string;
  /** What the finding is about, in a word or a name. */
  subject: string;
  why: string;
  place?: Place;
  /** The parts of the subject that it concerns. */
  names?: readonly string[];
  /** A quotation of a text that is not rto's own. */
  excerpt?: string;
}

/** Things with names below them. */
export interface Outline {
  kind: 'outline';
  title: string;
  items: readonly { text: string; items: readonly { head: string; names: readonly string[] }[] }[];
}

/** Paragraphs. The first of a warning is its title. */
export interface Notes {
  kind: 'notes';
  level: 'warning' | 'note';
  texts: readonly string[];
}
