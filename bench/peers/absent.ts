// Peers that one would name first, and that cannot be measured where their modules are not to be had: each run asks and records
// the answer.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, RtoError } from '../../driver/errors.ts';
import { CommandError } from '../../driver/process/command.ts';
import { withoutAddresses } from '../core/notrun.ts';
import type { Setting } from '../core/subject.ts';
import { runTimed } from '../whole/gobuild.ts';

/** Instrumenters under -toolexec, by the module paths that they have or had. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  'otelc (OpenTelemetry compile-time instrumentation)': [
    'go.opentelemetry.io/otelc',
    'github.com/open-telemetry/opentelemetry-go-compile-instrumentation',
  ],
  'loongsuite-go-agent': ['github.com/alibaba/loongsuite-go-agent'],
};

/** For each what was asked, and what go answered. */
export async function askAbsent({ toolchains: { stock }, scratch }: Setting): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const folder = mkdtempSync(join(scratch, 'absent-'));
  for (const [name, modules] of Object.entries(MODULES)) {
    const said: string[] = [];
    for (const module of modules) {
      const args = ['mod', 'download', `${module}@latest`];
      try {
        await runTimed(join(stock.goroot, 'bin', 'go'), args, { cwd: folder, env: stock.env });
        said.push(`go ${args.join(' ')}: it is to be had here, and nothing drives it yet`);
      } catch (error) {
        if (!(error instanceof RtoError)) throw error;
        said.push(
          `go ${args.join(' ')}: ${withoutAddresses(error instanceof CommandError ? error.words : messageOf(error))}`,
        );
      }
    }
    answers[name] = `not run: ${said.join(' | ')}`;
  }
  rmSync(folder, { recursive: true });
  return answers;
}
