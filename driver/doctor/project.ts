// Checks of the project here: which Go it asks for, and whether that is the one in the environment.
import { relative } from 'node:path';
import type { GoCommand } from '../observe/gocommand.ts';
import { observedByProject } from '../observe/rtotoml.ts';
import type { Resolution } from '../version/resolution.ts';
import { type Finding, ok, warning } from './finding.ts';

/** @param go the go command in use */
export function checkProject(resolution: Resolution, go: GoCommand | undefined, cwd: string): Finding[] {
  const { version, project, steps } = resolution;
  if (project === undefined) return [ok('project', `no go.mod or go.work here; rto would use go${version.name}`)];
  const shown = relative(cwd, project) || project;
  const asks = ok('project', `${steps[0]?.reason ?? shown}; rto would use go${version.name}`);
  return [asks, ...versionFinding(version.name, go, shown)];
}

function versionFinding(wanted: string, go: GoCommand | undefined, shown: string): Finding[] {
  if (go?.about === undefined || go.about.go === wanted) return [];
  const text = `the go in use is go${go.about.go}, ${shown} means go${wanted}`;
  return [warning('project', text, 'fine if meant; else enter again in the project: rto shell')];
}

/** Throws RTO_CONFIG. */
export function checkConfig(cwd: string): Finding[] {
  const observe = observedByProject(cwd);
  if (observe === undefined) return [];
  return [ok('rto.toml', `${relative(cwd, observe.file)} asks for ${observe.list}`)];
}
