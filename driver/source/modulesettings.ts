// Go's own settings for fetching modules: the environment's, else what a host go says (`go env -w`, go.env), else Go's defaults.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { absolutePath, findProgram } from '../programs.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface ModuleSettings {
  GOPROXY: string;
  GOSUMDB: string;
  GONOSUMDB: string;
}

/** Not cmd/go's default for GOPROXY, which names a company's proxy: rto has only the module's origin built in. */
const DEFAULTS: ModuleSettings = { GOPROXY: 'direct', GOSUMDB: 'sum.golang.org', GONOSUMDB: '' };
const NAMES = ['GOPROXY', 'GOSUMDB', 'GONOSUMDB'] as const;

/** An empty variable counts as unset, as for cmd/go. A host go is asked only for what the environment does not say. */
export async function moduleSettings(env: Env): Promise<ModuleSettings> {
  const host = env['GOPROXY'] && env['GOSUMDB'] ? {} : await hostSettings(env);
  return Object.fromEntries(NAMES.map((name) => [name, env[name] || host[name] || DEFAULTS[name]])) as Record<
    (typeof NAMES)[number],
    string
  >;
}

/** Nothing when there is no go on PATH or it fails: it was only a hint. */
async function hostSettings(env: Env): Promise<Partial<ModuleSettings>> {
  try {
    const go = findProgram('go', env);
    if (go === undefined) return {};
    const { stdout } = await promisify(execFile)(go, ['env', '-json', ...NAMES], {
      // Elsewhere than here, and local: a project's toolchain line must not make this go fetch another. Nobody else can put
      // a file there.
      cwd: '/',
      env: { ...env, PATH: absolutePath(env), GOTOOLCHAIN: 'local', GOWORK: 'off' },
      timeout: 10_000,
    });
    const said: unknown = JSON.parse(stdout);
    if (typeof said !== 'object' || said === null) return {};
    return Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}
