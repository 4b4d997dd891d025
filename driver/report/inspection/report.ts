// The report of `rto inspect`: what a binary was built with, and which of its functions are observed.
import type { BinaryRecords } from '../../binary/read.ts';
import type { OperationGroup } from '../../operations/groups.ts';
import type { Report } from '../report.ts';
import { type InspectionView, inspectionDocument } from './document.ts';
import { type Inspection, inspectRecords } from './inspection.ts';
import type { Linked } from './linked.ts';

export interface InspectionEvidence {
  /** Path of the binary, as the user named it. */
  file: string;
  records: BinaryRecords;
  /** Those of this rto. Another rto, whose groups differ a little, may have built the binary. */
  groups: readonly OperationGroup[];
  /** The binary's functions; undefined where they cannot be read. */
  linked: Linked | undefined;
}

export const inspection: Report<InspectionEvidence, Inspection, InspectionView> = {
  name: 'inspection',
  make: ({ file, records, groups, linked }) => inspectRecords(file, records, groups, linked),
  document: inspectionDocument,
};
