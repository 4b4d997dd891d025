import { expect, it } from 'vitest';
import { ignoredSettings } from '../../driver/observe/variables.ts';

it.each<[name: string, value: string, ignored: boolean]>([
  ['INSTRUMENTATION_DEDUP', 'exact', false],
  ['INSTRUMENTATION_DEDUP', 'exakt', true],
  ['INSTRUMENTATION_DEDUP', '', false],
  ['INSTRUMENTATION_MAX_SEEN_ENTRIES', '1000', false],
  ['INSTRUMENTATION_MAX_SEEN_ENTRIES', '1e6', true],
  ['INSTRUMENTATION_MAX_SEEN_ENTRIES', '-1', true],
  ['INSTRUMENTATION_MAX_SEEN_ENTRIES', '00', true],
  ['INSTRUMENTATION_STRINGS', 'values', false],
  ['INSTRUMENTATION_STRINGS', 'yes', true],
  ['INSTRUMENTATION_NAMES', 'lengths', false],
  ['INSTRUMENTATION_NAMES', 'values', false],
  ['INSTRUMENTATION_NAMES', 'length', true],
  ['INSTRUMENTATION_LOG_FOLLOW', 'true', false],
  ['INSTRUMENTATION_LOG_FOLLOW', 'false', false],
  ['INSTRUMENTATION_LOG_FOLLOW', '1', true],
  ['INSTRUMENTATION_DEBUG_CORRELATION', '1', false],
  ['INSTRUMENTATION_DEBUG_CORRELATION', 'on', true],
  ['INSTRUMENTATION_LOG_PATH', 'anything', false],
])('%s=%s', (name, value, ignored) => {
  expect(ignoredSettings({ [name]: value }).map((it) => it.name)).toEqual(ignored ? [name] : []);
});
