const BEGINNING = '[The log is longer than the ';

/** The last line of a log that was cut, `GET …/runs/:runId/jobs/:jobId/log`: its headers are gone by then. */
export function logCutNote(maxBytes: number): string {
  return `${BEGINNING}${maxBytes} bytes that the portal shows. Read the rest on GitHub.]`;
}

/** Whether the last line of a log says that it was cut. */
export function isLogCutNote(line: string): boolean {
  return line.startsWith(BEGINNING);
}
