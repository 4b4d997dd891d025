// The public checksum database over the network, as it is configured where the tests run.
import { expect, it } from 'vitest';
import { openNetwork } from '../../driver/source/network.ts';
import { openProver } from '../../driver/source/prove.ts';
import { openCatalog } from '../../driver/version/catalog.ts';
import { moduleVersion } from '../../driver/version/goversion.ts';
import { tempFolder } from '../support/temp.ts';

it('proves what the catalog says', async () => {
  const patch = openCatalog().family('1.24')?.patches.at(-1);
  const pin = patch?.sources['linux-amd64'];
  if (!patch || !pin) throw new Error('the catalog has no 1.24 for linux-amd64');
  const { GOSUMDB: _sumdb, GONOSUMDB: _none, ...env } = process.env;
  const network = openNetwork({ env: { ...env, GOSUMDB: 'sum.golang.org' }, offline: false });
  const dataDir = tempFolder('sumdb');
  const prove = () => openProver(network, { dataDir }).prove(moduleVersion(patch.version.name, 'linux-amd64'), {});
  expect(await prove()).toBe(pin.h1);
  expect(await prove(), 'again, on the tree head now remembered').toBe(pin.h1);
});
