/** Whether the error says for sure that there is no such thing, so that its absence is an answer and no failure. */
export function isKnownAbsent(error: unknown): boolean {
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  // An UpstreamError's 404 and our own NotFound are known by their codes, so that views need no HTTP to run.
  return (code === 'status' && status === 404) || code === 'NOT_FOUND';
}
