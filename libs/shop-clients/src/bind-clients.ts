import type { PartScope } from '@frontdesk/aggregation';
import { type AnswerCache, AudienceMismatch } from '@frontdesk/caching';
import type { Upstream } from '@frontdesk/upstream';
import { askUpstream } from './ask-upstream.js';
import type { ClientDefinition } from './operation.js';

/** Clients by the names of their upstreams. */
export type ClientDefinitions = Readonly<Record<string, ClientDefinition>>;

/** An operation as a view calls it. */
type Bound<O> = O extends {
  readonly request: (...args: infer Args) => unknown;
  readonly take?: (answer: never) => infer Answer;
}
  ? (...args: Args) => Promise<Answer>
  : never;

/** Clients, one per upstream, whose operations know on whose behalf and until when they run. */
export type BoundClients<Definitions extends ClientDefinitions> = {
  readonly [Name in keyof Definitions]: {
    readonly [Key in keyof Definitions[Name]]: Bound<Definitions[Name][Key]>;
  };
};

/** The operations whose answers are the same for everybody: all that a public view gets. */
export type PublicClients<Definitions extends ClientDefinitions> = {
  readonly [Name in keyof Definitions]: {
    readonly [
      Key in keyof Definitions[Name] as Definitions[Name][Key] extends { readonly reads: 'nothing' }
        ? Key
        : never
    ]: Bound<Definitions[Name][Key]>;
  };
};

/** What clients stand on. */
export interface ClientParts {
  upstream(name: string): Upstream;
  readonly cache: AnswerCache;
}

/** Makes the function that binds clients to one part of one view. */
export function bindClients<const Definitions extends ClientDefinitions>(
  definitions: Definitions,
  parts: ClientParts,
): (scope: PartScope) => BoundClients<Definitions> {
  return binder(definitions, parts, askUpstream);
}

/** The same for public views: an operation that reads the principal throws `AudienceMismatch`, where it is called at all. */
export function bindPublicClients<const Definitions extends ClientDefinitions>(
  definitions: Definitions,
  parts: ClientParts,
): (scope: PartScope) => PublicClients<Definitions> {
  return binder(definitions, parts, (operation, upstream, cache) =>
    operation.reads === 'nothing'
      ? askUpstream(operation, upstream, cache)
      : () => Promise.reject(new AudienceMismatch(operation.route)),
  );
}

/** Classes are built here, once, so that binding costs an object and the operations live on prototypes. */
function binder<BoundTo>(
  definitions: ClientDefinitions,
  parts: ClientParts,
  askFor: typeof askUpstream,
): (scope: PartScope) => BoundTo {
  class Clients {
    constructor(readonly scope: PartScope) {}
  }
  for (const [name, definition] of Object.entries(definitions)) {
    const Client = clientClass(definition, parts.upstream(name), parts.cache, askFor);
    Object.defineProperty(Clients.prototype, name, {
      get(this: Clients) {
        return new Client(this.scope);
      },
    });
  }
  return (scope) => new Clients(scope) as BoundTo;
}

function clientClass(
  definition: ClientDefinition,
  upstream: Upstream,
  cache: AnswerCache,
  askFor: typeof askUpstream,
) {
  class Client {
    constructor(readonly scope: PartScope) {}
  }
  for (const [name, operation] of Object.entries(definition)) {
    const ask = askFor(operation, upstream, cache);
    Object.defineProperty(Client.prototype, name, {
      value(this: Client, ...args: never[]) {
        return ask(this.scope, args);
      },
    });
  }
  return Client;
}
