// What a binary was built with and what of it is observed: the report of `rto inspect`.
import type { BinaryRecords } from '../../binary/read.ts';
import type { OperationGroup } from '../../operations/groups.ts';
import type { Report } from '../report.ts';
import { type InspectionView, inspectionDocument } from './document.ts';
import { type Inspection, inspectRecords } from './inspection.ts';
import type { Linked } from './linked.ts';

export interface InspectionEvidence {
  /** As the user named it. */
  file: string;
  records: BinaryRecords;
  /** Of this rto; the binary may be of another, whose groups differ a little. */
  groups: readonly OperationGroup[];
  /** Its functions, where they could be read. */
  linked: Linked | undefined;
}

export const inspection: Report<InspectionEvidence, Inspection, InspectionView> = {
  name: 'inspection',
  make: ({ file, records, groups, linked }) => inspectRecords(file, records, groups, linked),
  document: inspectionDocument,
};
