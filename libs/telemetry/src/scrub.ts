const REDACTED = '[redacted]';

/** What looks like a token, a key or a password, wherever it stands in a text. */
const SECRETS =
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?|\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+|\b((?:[\w-]*(?:token|secret|password|api[-_]?key|authorization|cookie))["']?\s*[=:]\s*)["']?[^\s"',;&]+/gi;

/** A text without the secrets that a message of somebody else's making may hold. */
export function scrub(text: string): string {
  return text.replace(SECRETS, (_, scheme?: string, assignment?: string) => {
    if (scheme) return `${scheme} ${REDACTED}`;
    return `${assignment ?? ''}${REDACTED}`;
  });
}
