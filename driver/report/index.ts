// All reports by name. Each is loaded when it is asked for. To add one, add a folder beside these and a line here.

export const REPORTS = {
  run: async () => (await import('./run/report.ts')).run,
  coverage: async () => (await import('./coverage/report.ts')).coverage,
  deps: async () => (await import('./deps/report.ts')).deps,
  graph: async () => (await import('./graph/report.ts')).graph,
  inspection: async () => (await import('./inspection/report.ts')).inspection,
} as const;
