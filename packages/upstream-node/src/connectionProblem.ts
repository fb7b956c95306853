// Of libuv and OpenSSL, of undici, and of Node.js itself for what comes over TLS.
const SYSTEM_WORD =
  /^(E[A-Z]{3,}|EAI_[A-Z]+|UND_ERR_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_(TLS|SSL)_\w+)$/;

/** The system's own word for a broken connection (`ECONNREFUSED`), never the address. */
export function connectionProblem(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  const found = code ?? (cause as { code?: unknown } | undefined)?.code;
  return typeof found === 'string' && SYSTEM_WORD.test(found)
    ? found
    : undefined;
}
