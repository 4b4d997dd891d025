// The interface of a report. It makes a value of evidence, and a document of the value. Pure.
import type { Document } from './document.ts';

/**
 * `Evidence` is what was found. `Value` is plain data, and the JSON format writes it whole. `View` is what is known of
 * the reader: how paths are shown, what is installed on this machine.
 */
export interface Report<Evidence, Value, View> {
  /** The name on the command line and in files: "run". */
  readonly name: string;
  /** The same evidence always gives the same value. */
  make(evidence: Evidence): Promise<Value> | Value;
  /** Draws the value for people. The same value and view always give the same document. */
  document(value: Value, view: View): Document;
}
