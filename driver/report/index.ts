// All reports by name: each is loaded when it is asked for. Another one is a folder beside these and a line here.

export const REPORTS = {
  run: async () => (await import('./run/report.ts')).run,
  coverage: async () => (await import('./coverage/report.ts')).coverage,
  inspection: async () => (await import('./inspection/report.ts')).inspection,
} as const;
