const REDACTED = '[redacted]';

/** What looks like a token, a key or a password, wherever it stands in a text. */
const SECRETS =
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?|\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+|\b((?:[\w-]*(?:token|secret|password|api[-_]?key|authorization|cookie))["']?\s*[=:]\s*)["']?[^\s"',;&]+/gi;

/** What no secret is without: most messages are a few plain words, and are not looked through. */
const MAY_HOLD_ONE = /[:=.]|\bBearer |\bBasic |\bDPoP /i;

/** A text without the secrets that a message of somebody else's making may hold. */
export function scrub(text: string): string {
  if (!MAY_HOLD_ONE.test(text)) return text;
  return text.replace(SECRETS, (_, scheme?: string, assignment?: string) => {
    if (scheme) return `${scheme} ${REDACTED}`;
    return `${assignment ?? ''}${REDACTED}`;
  });
}
