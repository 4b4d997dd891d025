// What a report is: from evidence to a value that is plain data, and from the value to a document. Pure.
import type { Document } from './document.ts';

/** `View` is what is known of the reader and not of the evidence: how paths are shown, what is installed here. */
export interface Report<Evidence, Value, View> {
  /** On the command line and in files: "run". */
  readonly name: string;
  /** The same evidence gives the same value, which the JSON format writes whole. */
  make(evidence: Evidence): Promise<Value> | Value;
  document(value: Value, view: View): Document;
}
