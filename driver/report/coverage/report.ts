// The report `coverage`, which says how to read that a function has no event.
import type { Report } from '../report.ts';
import { type Coverage, type CoverageEvidence, cover } from './coverage.ts';
import { coverageDocument } from './document.ts';

export const coverage: Report<CoverageEvidence, Coverage, undefined> = {
  name: 'coverage',
  make: cover,
  document: coverageDocument,
};
