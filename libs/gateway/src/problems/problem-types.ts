/** What a page about a problem says. */
export interface ProblemType {
  readonly title: string;
  /** What happened, in a sentence that is true of every such answer. */
  readonly cause: string;
  /** What the caller can do about it. */
  readonly cure: string;
}

/** Every kind of problem that a gateway answers with; the slug is its address under `/problems/` and never changes. */
export const problemTypes = {
  'malformed-request': {
    title: 'The request cannot be read',
    cause: 'The target, a header or the body breaks the rules of HTTP or JSON, or could be read in two ways.',
    cure: 'Send one Host header, a path without encoded slashes or dot segments, and well-formed JSON.',
  },
  'invalid-request': {
    title: 'The request is not valid',
    cause: 'A parameter or a field of the body does not have the form that this resource asks for.',
    cure: 'Correct the fields that `errors` names; the form of each is in the documents at /docs.',
  },
  unauthenticated: {
    title: 'Who is calling is not known',
    cause: 'There are no credentials, or they are expired, revoked, malformed or meant for another gateway.',
    cure: 'Get new credentials and try again; `WWW-Authenticate` says which kind.',
  },
  forbidden: {
    title: 'This is not allowed',
    cause: 'The caller is known, and may not do this.',
    cure: 'Ask for the scope that `WWW-Authenticate` names, or use another account.',
  },
  'not-found': {
    title: 'There is nothing here',
    cause: 'No resource has this address, or it is not the caller’s to see.',
    cure: 'Check the address and the id.',
  },
  'method-not-allowed': {
    title: 'The method is not answered here',
    cause: 'The resource exists, and does not know this method.',
    cure: 'Use one of the methods that `Allow` names.',
  },
  'not-acceptable': {
    title: 'No such representation',
    cause: 'The resource has no form that `Accept` asks for.',
    cure: 'Accept application/json.',
  },
  'request-timeout': {
    title: 'The request took too long to arrive',
    cause: 'The headers or the body came more slowly than the gateway waits.',
    cure: 'Try again on a better connection.',
  },
  conflict: {
    title: 'The state does not allow it',
    cause: 'What the command asks for contradicts the state that things are in.',
    cure: 'Read the resource again, and decide anew.',
  },
  gone: {
    title: 'It is no more',
    cause: 'What was here has been taken away for good.',
    cure: 'Do not ask again; the documents name what took its place.',
  },
  'cursor-expired': {
    title: 'The cursor is too old',
    cause: 'More time has passed since the cursor was given out than services remember what is gone.',
    cure: 'Ask without it, for everything, and forget what is not in the answers.',
  },
  'precondition-failed': {
    title: 'A precondition does not hold',
    cause: 'The resource is no longer as `If-Match` or a similar header says.',
    cure: 'Read the resource again, and repeat the command with its new ETag.',
  },
  'body-too-large': {
    title: 'The body is too large',
    cause: 'The body has more bytes than this gateway takes.',
    cure: 'Send less at once.',
  },
  'target-too-long': {
    title: 'The address is too long',
    cause: 'The URL, or an id in it, has more characters than this gateway takes.',
    cure: 'Ask for fewer ids at once.',
  },
  'unsupported-media-type': {
    title: 'The content type is not understood',
    cause: 'The body is of a type that this resource does not take.',
    cure: 'Send application/json, and say so in `Content-Type`.',
  },
  unprocessable: {
    title: 'The command was understood and refused',
    cause: 'The command is well-formed, and the service that owns the resource refuses it.',
    cure: 'Change what the command asks for.',
  },
  'upgrade-required': {
    title: 'This version is no longer served',
    cause: 'The caller is a version that the gateway has stopped talking to.',
    cure: 'Update it.',
  },
  'idempotency-key-in-use': {
    title: 'A call with this key is still running',
    cause:
      'Another call with the same `Idempotency-Key` has not ended yet, or was broken off a moment ago, so that nobody knows how it ends.',
    cure: 'Wait as long as `Retry-After` says, and repeat the same call with the same key: it is answered as the first one.',
  },
  'idempotency-key-reused': {
    title: 'The key came with another request before',
    cause:
      'The `Idempotency-Key` was used for another path, or for another body, and names that command alone.',
    cure: 'To repeat a command, send exactly what was sent first; for another command, make a new key.',
  },
  'precondition-required': {
    title: 'A header is missing that this command needs',
    cause: 'The command is only safe together with a header, such as `Idempotency-Key`, that is not there.',
    cure: 'Send the header that `detail` names.',
  },
  'too-many-requests': {
    title: 'Too many requests',
    cause: 'The caller has used up its requests for now; `reason` names the limit, as `RateLimit` does.',
    cure: 'Wait as long as `Retry-After` says, and slow down before `r` of a limit in `RateLimit` is 0.',
  },
  'quota-used-up': {
    title: 'The quota of this month is used up',
    cause: 'The application has made all the requests that its plan allows in a calendar month (UTC).',
    cure: 'Wait until the month is over, as `Retry-After` says, or ask for a plan with a larger quota.',
  },
  'headers-too-large': {
    title: 'The headers are too large',
    cause: 'There are more headers, or longer ones, than this gateway reads.',
    cure: 'Send fewer and shorter headers; look at the size of the cookies.',
  },
  'caller-gone': {
    title: 'Nobody waits for the answer',
    cause: 'The connection was closed before there was an answer.',
    cure: 'None is needed.',
  },
  'request-refused': {
    title: 'The request is refused',
    cause: 'The gateway does not answer this request, for a reason that `detail` gives.',
    cure: 'See `detail`.',
  },
  'internal-error': {
    title: 'The gateway failed',
    cause:
      'Something went wrong that the gateway has no answer for; it has been logged under the request id.',
    cure: 'Try again later; report the request id if it persists.',
  },
  'upstream-failed': {
    title: 'A service that is needed gave no usable answer',
    cause: 'A service failed, refused the gateway, or answered something that cannot be used.',
    cure: 'Try again, a command with the `Idempotency-Key` that it had; where it had none, read the resource first to see whether it took effect.',
  },
  unavailable: {
    title: 'A service that is needed cannot be asked now',
    cause: 'A service is overloaded or failing, and is being spared.',
    cure: 'Wait as long as `Retry-After` says.',
  },
  'keys-unavailable': {
    title: 'Credentials cannot be checked now',
    cause: 'What credentials are checked against cannot be had, so that nothing can be said of them.',
    cure: 'Try again in a few seconds, with the same credentials.',
  },
  'deadline-exceeded': {
    title: 'It took too long',
    cause: 'What is needed for the answer did not arrive before the deadline.',
    cure: 'Try again, a command with the `Idempotency-Key` that it had; where it had none, read the resource first to see whether it took effect.',
  },
} satisfies Record<string, ProblemType>;

export type ProblemSlug = keyof typeof problemTypes;
