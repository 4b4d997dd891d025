// The pin of a zip that a test made.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStockZip } from '../../driver/source/stockzip.ts';
import type { SourcePin } from '../../driver/version/catalog.ts';

export function measured(version: string, data: Buffer): SourcePin {
  const folder = mkdtempSync(join(tmpdir(), 'rto pin-'));
  try {
    writeFileSync(join(folder, 'it.zip'), data);
    const zip = openStockZip(join(folder, 'it.zip'), version);
    try {
      return zip.measure();
    } finally {
      zip.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
