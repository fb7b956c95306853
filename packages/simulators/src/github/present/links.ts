/** Addresses of one simulated GitHub, as its responses spell them out. */
export class Links {
  /** @param origin - e.g. `http://localhost:7010` */
  constructor(readonly origin: string) {}

  /** Address in the REST API of a path that starts with a slash. */
  api(path: string): string {
    return `${this.origin}/api/v3${path}`;
  }

  /** Address of a page for people. */
  html(path: string): string {
    return `${this.origin}${path}`;
  }
}

/** GitHub's opaque global id; clients only compare it. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** ISO 8601 with whole seconds, as GitHub writes times. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
