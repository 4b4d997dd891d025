// What operations let code do: data/deps/capabilities.toml.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, RtoError } from '../errors.ts';
import { packageRoot } from '../package.ts';
import { isTable, parseToml } from '../version/toml.ts';

/** The root of a tree of packages, such as "os/exec", -> a capability, such as "exec". */
export type Capabilities = ReadonlyMap<string, string>;

// The capability of an operation that no tree holds.
const OTHER = 'other';

/** Throws RTO_CAPABILITIES. */
export function readCapabilities(
  file: string = join(packageRoot(), 'data', 'deps', 'capabilities.toml'),
): Capabilities {
  try {
    const trees = parseToml(readFileSync(file, 'utf8'))['trees'];
    if (!isTable(trees)) throw new Error('it has no [trees]');
    return new Map(
      Object.entries(trees).map(([tree, capability]): [string, string] => {
        if (typeof capability !== 'string') throw new Error(`trees.${tree} is not a text`);
        return [tree, capability];
      }),
    );
  } catch (cause) {
    throw new RtoError('RTO_CAPABILITIES', "rto's own list of capabilities cannot be read", {
      facts: { file, because: messageOf(cause) },
      try: 'install rto again',
      cause,
    });
  }
}

/** @param operation as an event names it: "os/exec.(*Cmd).Start" */
export function capabilityOf(operation: string, capabilities: Capabilities): string {
  let longest = '';
  for (const tree of capabilities.keys())
    if (
      tree.length > longest.length &&
      operation.startsWith(tree) &&
      ['.', '/'].includes(operation.charAt(tree.length))
    )
      longest = tree;
  return capabilities.get(longest) ?? OTHER;
}
