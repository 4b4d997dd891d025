// What operations let code do, by the longest tree of packages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capabilityOf, readCapabilities } from '../../driver/operations/capabilities.ts';
import { readGroups } from '../../driver/operations/groups.ts';
import { tempFolder } from '../support/temp.ts';

const CAPABILITIES = readCapabilities();

it.each([
  ['os/exec.(*Cmd).Start', 'exec'],
  ['os.Open', 'files'],
  ['os/signal.Notify', 'process'],
  ['net/http.(*Client).Do', 'network'],
  ['network.Dial', 'other'],
  ['crypto/rand.Read', 'crypto'],
  ['golang.org/x/crypto/ssh.Dial', 'crypto'],
  ['golang.org/x/cryptography.F', 'other'],
  ['reflect.Value.Call', 'reflect'],
  ['unsafe.Slice', 'unsafe pointer'],
  ['example.com/app.F', 'other'],
])('%s is %s', (operation, capability) => expect(capabilityOf(operation, CAPABILITIES)).toBe(capability));

it('has a capability for every operation of every group', () => {
  for (const { operations } of readGroups())
    for (const one of operations)
      expect(capabilityOf(`${one.package}.${one.name}`, CAPABILITIES), one.package).not.toBe('other');
});

it.each(['', '[trees]\n"os" = 1\n', 'trees = "os"\n', '[trees'])('refuses %j', (text) => {
  const file = join(tempFolder(), 'c.toml');
  writeFileSync(file, text);
  expect(() => readCapabilities(file)).toThrow(/list of capabilities cannot be read/);
});
