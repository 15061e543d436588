import type { CachePolicyFor } from '@frontdesk/caching';
import type { Path, UpstreamCall } from '@frontdesk/upstream';
import type { z } from 'zod';

/** Whether an answer depends on who asks; `principal` is said of all that belongs to somebody. */
export type Reads = 'nothing' | 'principal';

export interface OperationRequest {
  readonly path: Path;
  readonly query?: UpstreamCall<unknown>['query'];
}

/** What is declared of one thing that an upstream can be asked. */
interface Declaration<R extends Reads, Args extends readonly unknown[], Raw, Answer> {
  readonly reads: R;
  /** Method and path template, such as `GET /orders/:id`: the name of the operation in metrics. */
  readonly route: `GET ${string}`;
  readonly request: (...args: Args) => OperationRequest;
  readonly answer: z.ZodType<Raw>;
  /** What callers get of the answer; all of it by default. */
  readonly take?: (answer: Raw) => Answer;
  /** How long an answer may be kept, and for whom; without it, none is. */
  readonly cache?: CachePolicyFor<R>;
}

/** One thing that an upstream can be asked, and what callers get. */
export type Operation<R extends Reads, Args extends readonly unknown[], Answer> = Declaration<
  R,
  Args,
  never,
  Answer
>;

/** What any operation is, where its arguments and its answer do not matter. */
export type AnyOperation = Operation<Reads, never[], unknown>;

/** The operations of one upstream, by the names that views call them. */
export type ClientDefinition = Readonly<Record<string, AnyOperation>>;

/** Declares an operation; its types are inferred from the request and the schema. */
export function operation<R extends Reads, Args extends readonly unknown[], Raw, Answer = Raw>(
  declared: Declaration<R, Args, Raw, Answer>,
): Operation<R, Args, Answer> {
  return declared as unknown as Operation<R, Args, Answer>;
}
