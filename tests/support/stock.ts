// A stock Go to compare with, unpacked once beside the shared toolchains.
import { join } from 'node:path';
import { stockGoroot as inCache } from '../../bench/machine/stock.ts';
import { SHARED } from './paths.ts';

/** GOROOT of the stock release of that name, which the catalog must know. */
export const stockGoroot = (name: string): Promise<string> => inCache(name, join(SHARED, 'cache'));
