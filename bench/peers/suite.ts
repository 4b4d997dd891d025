// The suite of peers: the same loops and builds under what users would pick besides rto.
import { rowNamesOf } from '../core/row.ts';
import type { Setting, Subject, Suite } from '../core/subject.ts';
import { askAbsent } from './absent.ts';
import { loopSubjects, type PeersPlace } from './loops.ts';
import { orchestrionPin, orchestrionSubjects } from './orchestrion.ts';
import { bpftraceVersion } from './uprobes.ts';
import { openPeers, type Peers } from './variants.ts';

export function peersSuite(): Suite {
  let opened: { peers: Peers; setting: Setting } | undefined;
  let measured = false;
  const subjectsOf = (place: PeersPlace): Subject[] => [...loopSubjects(place), ...orchestrionSubjects(place)];
  return {
    name: 'peers',
    rowNames: () =>
      subjectsOf(() => {
        throw new Error('only names are asked for');
      }).flatMap(({ id, rows }) => rowNamesOf(id, rows, false)),
    async subjects(setting) {
      const place = { peers: openPeers(setting), setting };
      opened = place;
      return subjectsOf(() => {
        measured = true;
        return place;
      });
    },
    async versions() {
      if (opened === undefined || !measured) return {};
      const { version, go } = orchestrionPin();
      return {
        bpftrace: bpftraceVersion() ?? 'not installed',
        orchestrion: `${version}, built and run with Go ${go}`,
        ...(await askAbsent(opened.setting)),
      };
    },
    close: async () => await opened?.peers.close(),
  };
}
