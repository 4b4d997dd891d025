// Generated call sites in every style of Go, beside an oracle of their own: the log holds exactly the events that it must,
// however the program was built and whatever runs beside it. RTO_HUB_SEED repeats a run.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { fault, observe } from './programs.ts';
import { LONG, MINORS, since, times } from './settings.ts';
import { ALL, type Build, CONDITIONS, type Command, QUICK, USUAL } from './sites/builds.ts';
import { differences, eventsOf, type Fact, NO_DIFFERENCES } from './sites/facts.ts';
import { generate, type Program } from './sites/generate.ts';

const SEED = Number(process.env['RTO_HUB_SEED'] ?? Date.now() & 0xffffff);
const EACH = times(24, 60); // sites of a style

const folder = tempFolder('hub');

/** Events that are forgotten at once, so that nearly every call is written: their repetition says nothing. */
const FORGETFUL = { INSTRUMENTATION_MAX_SEEN_ENTRIES: '1' };

describe.each(MINORS)(`Go %s, seed ${SEED}`, (minor) => {
  let program: Program;
  beforeAll(() => {
    program = generate(folder, SEED, EACH);
  });
  afterAll(() => rmSync(program.folder, { recursive: true }));

  const truthFile = (): string => join(folder, `truth-${minor}.json`);

  async function compare([path, ...args]: Command, env: Record<string, string>, rounds: number) {
    const given = { HUB_TRUTH: truthFile(), HUB_ROUNDS: String(rounds), ...env };
    const { result, log } = await observe(path, args, { env: given, patience: 600 });
    expect(fault(result)).toBe('');
    const told: Fact[] = JSON.parse(readFileSync(truthFile(), 'utf8'));
    return { log, wanted: [...program.known, ...told] };
  }

  describe(USUAL.name, () => {
    let command: Command;
    beforeAll(async () => {
      command = await USUAL.build(minor, program.folder);
    });

    it.each(CONDITIONS)('says exactly what happened: %s', async (_name, env) => {
      const { log, wanted } = await compare(command, env, times(10, 60));
      expect(wanted.length).toBeGreaterThan(program.sites);
      expect(differences(eventsOf(log), wanted)).toEqual(NO_DIFFERENCES);
    });

    it('says nothing else where events are forgotten and told again', async () => {
      const { log, wanted } = await compare(command, { ...FORGETFUL, HUB_BESIDE: 'gc signals' }, times(20, 100));
      const { repeated, ...others } = differences(eventsOf(log), wanted);
      expect({ ...others, repeated: [] }).toEqual(NO_DIFFERENCES);
      expect(repeated.length).toBeGreaterThan(wanted.length);
    });

    it('finds a wrong line, a missing event and one too many', async () => {
      const { log, wanted } = await compare(command, {}, 1);
      const events = eventsOf(log);
      const [first, second] = [wanted[7], wanted.at(-1)];
      if (first === undefined || second === undefined) throw new Error('the oracle is silent');
      const planted = wanted.map((fact) => (fact === first ? { ...fact, line: fact.line + 1 } : fact));
      expect(differences(events, planted)).toMatchObject({
        missing: [expect.any(String)],
        unexpected: [expect.any(String)],
      });
      const other = wanted.map((fact) => (fact === second ? { ...fact, caller: `${fact.caller}x` } : fact));
      expect(differences(events, other)).toMatchObject({
        missing: [expect.any(String)],
        unexpected: [expect.any(String)],
      });
      expect(differences(events.slice(1), wanted).missing).toHaveLength(1);
      expect(differences([...events, ...events.slice(0, 1)], wanted).repeated).toHaveLength(1);
    });
  });

  const builds = (LONG ? ALL : QUICK).filter(({ first }) => since(minor, first));
  it.each(builds)('$name says exactly what happened', async ({ build, slow = false }: Build) => {
    const command = await build(minor, program.folder);
    for (const beside of ['', 'gc signals']) {
      const { log, wanted } = await compare(command, { HUB_BESIDE: beside }, slow ? 1 : times(5, 20));
      expect(differences(eventsOf(log), wanted)).toEqual(NO_DIFFERENCES);
    }
  });
});
