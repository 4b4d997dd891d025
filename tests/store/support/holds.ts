// What must be true of a store after anything.
import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { openEmbeddedStore } from '../../../driver/store/embedded.ts';
import { layoutOf } from '../../../driver/store/layout.ts';

/** Exactly one toolchain, intact, and nothing left behind. */
export async function holdsOneGoodCopy(data: string): Promise<void> {
  const layout = layoutOf(data);
  const store = openEmbeddedStore(data);
  const all = await store.list();
  expect(all.map(({ base }) => base)).toEqual(readdirSync(layout.store));
  expect(all).toHaveLength(1);
  for (const { base } of all) expect(await store.verify(base)).toMatchObject({ same: true });
  expect(readdirSync(layout.db).sort()).toEqual([...all.map(({ name }) => `${name}.json`), 'sources']);
  expect(readdirSync(layout.staging)).toEqual([]);
  expect(readdirSync(layout.leases)).toEqual([]);
}
