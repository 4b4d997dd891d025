// Where data and cache go, by environment and platform.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { homes } from '../../driver/store/home.ts';

type Row = [env: Record<string, string>, platform: NodeJS.Platform, data: string, cache: string, why: string];

const ROWS: Row[] = [
  [{ HOME: '/h' }, 'linux', '/h/.local/share/rto', '/h/.cache/rto', 'the XDG defaults'],
  [{ HOME: '/h' }, 'darwin', '/h/Library/Application Support/rto', '/h/Library/Caches/rto', "Apple's habit"],
  [{ HOME: '/h', XDG_DATA_HOME: '/d', XDG_CACHE_HOME: '/c' }, 'linux', '/d/rto', '/c/rto', 'XDG'],
  [{ HOME: '/h', XDG_DATA_HOME: '/d' }, 'darwin', '/d/rto', '/h/Library/Caches/rto', 'asked for on a Mac, too'],
  [
    { HOME: '/h', XDG_DATA_HOME: 'd', XDG_CACHE_HOME: '' },
    'linux',
    '/h/.local/share/rto',
    '/h/.cache/rto',
    'XDG ignores relative paths',
  ],
  [{ HOME: '/h', RTO_HOME: '/r', XDG_DATA_HOME: '/d' }, 'linux', '/r', '/h/.cache/rto', "rto's own goes first"],
  [{ RTO_HOME: '/r', RTO_CACHE: '/q' }, 'linux', '/r', '/q', 'needs no home'],
  [{ HOME: '/h', RTO_HOME: 'r' }, 'linux', join(process.cwd(), 'r'), '/h/.cache/rto', 'relative to where one is'],
  [{ HOME: '/h', RTO_HOME: '' }, 'linux', '/h/.local/share/rto', '/h/.cache/rto', 'empty is not set'],
];

describe('homes', () => {
  it.each(ROWS)('%j on %s -> %s, %s (%s)', (env, platform, data, cache) => {
    expect(homes(env, platform)).toEqual({ data, cache });
  });

  it.each([{ RTO_HOME: '/a:b' }, { RTO_HOME: '/a\nb' }, { XDG_DATA_HOME: '/a:b' }, { HOME: '/h:h' }])(
    '%j is refused: PATH cannot hold what would stand there',
    (env) => {
      expect(() => homes({ HOME: '/h', ...env }, 'linux')).toThrow(expect.objectContaining({ code: 'RTO_HOME_PATH' }));
    },
  );

  it('says so where there is no home', () => {
    expect(() => homes({ HOME: 'relative' }, 'linux')).toThrow(expect.objectContaining({ code: 'RTO_HOME_UNKNOWN' }));
  });
});
