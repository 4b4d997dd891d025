// Under which group a report shows an operation: as the data of wrappers/operations say.
import { expect, it } from 'vitest';
import { groupNames, groupOf } from '../../driver/operations/grouping.ts';
import { readGroups } from '../../driver/operations/groups.ts';

const GROUPS = readGroups();

it('has the groups in the order of reports', () => {
  expect(groupNames(GROUPS)).toEqual(['reflect', 'unsafe', 'crypto', 'other']);
});

it('shows every operation of a group under that group', () => {
  for (const { name, operations } of GROUPS)
    for (const one of operations) expect(groupOf(`${one.package}.${one.name}`, GROUPS)).toBe(name);
});

it.each([
  ['reflect.ValueOf', 'reflect'],
  ['reflect.Value.Call', 'reflect'],
  ['unsafe.Slice', 'unsafe'],
  ['crypto/tls.Dial', 'crypto'],
  ['crypto.Hash.New', 'crypto'],
  ['math/rand.Int', 'crypto'],
  ['math/rand/v2.N', 'crypto'],
  ['golang.org/x/crypto/argon2.IDKey', 'crypto'],
  ['os/exec.Command', 'other'],
  ['reflection.Of', 'other'],
  ['cryptography.New', 'other'],
  ['math/randomness.New', 'other'],
  ['__proto__', 'other'],
])('%s is %s', (operation, group) => expect(groupOf(operation, GROUPS)).toBe(group));
