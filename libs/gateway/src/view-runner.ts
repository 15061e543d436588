import {
  isKnownAbsent,
  NotFound,
  type PartScope,
  type Plan,
  runView,
  startView,
  type View,
  type ViewResult,
} from '@frontdesk/aggregation';
import { type Absent, type AnswerCache, type CachePolicy, FinishedViews } from '@frontdesk/caching';
import type { RequestContext } from '@frontdesk/request-context';
import { composed } from './sending/composed.js';
import type { SentView } from './sending/send-finished.js';
import { makeOlder, type MakeOlder } from './versions/make-older.js';

/** A view that is the same for everybody, and how long its finished bytes are kept. */
export interface KeptView<PublicClients, Input, Shaped> {
  readonly view: View<PublicClients, Input, unknown>;
  readonly policy: CachePolicy<'public'>;
  /** What makes the answer of the one that is kept, where that is a newer version's (`olderView`). */
  readonly older?: MakeOlder<Shaped>;
}

/** Declares that a public view is kept as finished bytes; what it is made of may shorten the time, and never lengthens it. */
export function keptView<PublicClients, Input, Shaped>(
  view: View<PublicClients, Input, Shaped>,
  times: Omit<CachePolicy<'public'>, 'audience'>,
): KeptView<PublicClients, Input, Shaped> {
  return { view, policy: { audience: 'public', ...times } };
}

/** What a gateway's views run on. */
export interface ViewParts<Clients, PublicClients> {
  bind(scope: PartScope): Clients;
  /** Binds the operations that read no principal, and nothing else. */
  bindPublic(scope: PartScope): PublicClients;
  readonly cache: AnswerCache;
  /** As in `startGateway`: whether a body gets a `meta`. */
  readonly meta?: boolean;
  /** Told of every run; must not throw. */
  readonly onPlan?: (plan: Plan) => void;
}

/** Runs the views of one gateway, with its clients and its cache. */
export class ViewRunner<Clients, PublicClients> {
  /** Whether a body gets a `meta`: `startGateway` is to be told the same. */
  readonly meta: boolean;
  readonly #parts: ViewParts<Clients, PublicClients>;
  readonly #finished: FinishedViews;

  constructor(parts: ViewParts<Clients, PublicClients>) {
    this.meta = parts.meta ?? true;
    this.#parts = parts;
    this.#finished = new FinishedViews(parts.cache);
  }

  /** Answers with the view for this caller, or with its kept bytes; rejects as `runView` does. */
  run<Input extends object, Shaped>(
    view: View<Clients, Input, Shaped>,
    input: Input,
    context: RequestContext,
  ): Promise<ViewResult<Shaped>>;
  run<Input extends object, Shaped>(
    view: KeptView<PublicClients, Input, Shaped>,
    input: Input,
    context: RequestContext,
  ): Promise<SentView>;
  run<Input extends object, Shaped>(
    view: View<Clients, Input, Shaped> | KeptView<PublicClients, Input, Shaped>,
    input: Input,
    context: RequestContext,
  ): Promise<ViewResult<Shaped> | SentView> {
    if ('policy' in view) return this.#kept(view, input, context);
    return runView(view, input, context, (scope) => this.#parts.bind(scope), this.#parts);
  }

  async #kept<Input extends object, Shaped>(
    { view, policy, older }: KeptView<PublicClients, Input, Shaped>,
    input: Input,
    context: RequestContext,
  ): Promise<SentView> {
    const { meta } = this;
    let plan: Plan | undefined;
    const compose: Parameters<FinishedViews['get']>[3] = (own, offer) => {
      const run = startView(view, input, own, (scope) => this.#parts.bindPublic(scope), this.#parts);
      offer(() => {
        const soFar = run.soFar();
        return soFar && composed(soFar, { meta });
      });
      return run.result.then((result) => {
        plan = result.plan;
        return composed(result, { meta });
      }, absenceIn);
    };
    const finished = await this.#finished.get(
      keyOf(view.name, input),
      policy,
      context,
      compose,
      view.budgetMs,
    );
    if (!finished) throw new NotFound(view.name);
    const wanted = older ? makeOlder(finished, older, { meta }) : finished;
    // The run that refreshes a stale view is not the one that its receiver's answer came from.
    return plan && finished.outcome !== 'stale' ? { ...wanted, plan } : wanted;
  }
}

/** What is known not to exist, where that is what a view failed by; throws any other error. */
function absenceIn(error: unknown): Absent {
  if (!isKnownAbsent(error)) throw error;
  return { absent: true, freshness: error instanceof NotFound ? error.freshness : undefined };
}

/** Equal for equal inputs, in whatever order their fields came. */
function keyOf(view: string, input: object): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined);
  return `${view} ${JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1)))}`;
}
