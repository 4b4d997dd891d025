// rto shell [REQUEST]: the user's own shell with instrumented go first on PATH.
import { define } from '../cli/define.ts';
import { type EngineFlags, engineFlags, type ObserveFlags, observeFlags, optionalRequest } from '../cli/options.ts';

export const shell = define<EngineFlags & ObserveFlags, [request?: string]>(
  {
    brief: 'Start your shell with instrumented go first on PATH',
    usage: '[OPTIONS] [REQUEST]',
    text: "Starts $SHELL with its own start-up files; instrumented go stays first on PATH even if they put another go there. Its exit status is rto's. The prompt stays yours: RTO_TOOLCHAIN names the toolchain, should you want to show it. With --store nix the shell is that of `nix develop`.",
    examples: [
      'rto shell 1.23',
      'rto shell 1.23 --store nix',
      "rto shell --observe 'os/exec.(*Cmd).Start' --log events.jsonl",
      "echo 'go version' | rto shell 1.24",
    ],
  },
  { flags: { ...engineFlags, ...observeFlags }, positional: optionalRequest },
  async function (flags, request) {
    const { enter } = await import('./enter.ts');
    const { runChild } = await import('../process/process.ts');
    const { planShell, userShell } = await import('../process/shell.ts');
    const { applyChanges } = await import('../observe/environment.ts');
    const { resolution, toolchain, env, started } = await enter(this, flags, request);
    const plan = planShell(userShell(this.env), toolchain.goroot, env, this.interactive);
    if (plan.notice !== undefined) this.progress.notice(plan.notice);
    const shellEnv = applyChanges(env, { ...plan.changes, RTO_TOOLCHAIN: toolchain.base });
    const development = await (await this.engine(flags)).develop(resolution, [plan.command, ...plan.args]);
    const { command, args, cwd } = development ?? { ...plan, cwd: this.cwd };
    this.process.exitCode = await runChild(command, args, { env: shellEnv, cwd, onStart: started });
  },
);
