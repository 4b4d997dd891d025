// The pin of a zip that a test made.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStockZip } from '../../driver/source/stockzip.ts';
import type { SourcePin } from '../../driver/version/catalog.ts';
import { tempFolder } from '../support/temp.ts';

export function measured(version: string, data: Buffer): SourcePin {
  const path = join(tempFolder('a pin'), 'it.zip');
  writeFileSync(path, data);
  const zip = openStockZip(path, version);
  try {
    return zip.measure();
  } finally {
    zip.close();
  }
}
