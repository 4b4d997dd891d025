// The Go minors that the matrix runs; RTO_MATRIX="1.23 1.24" chooses some.
import { openCatalog } from '../../driver/version/catalog.ts';

const chosen = process.env['RTO_MATRIX'];

export const MINORS = chosen === undefined ? [...openCatalog().series] : chosen.split(/[ ,]+/);
