import { checkPart } from './check-part.js';
import { type Id, type Join, type Joined, joinLoad, type KeyedBy } from './join.js';
import type { Load, OptionalSettings, Part, PartKind, PartLimits, PartSettings } from './part.js';
import type { View } from './view.js';

type Flat<T> = { [Key in keyof T]: T[Key] };
type With<Parts, Name extends string, T> = Flat<Parts & Readonly<Record<Name, T>>>;
type NamesOf<Parts> = readonly (keyof Parts & string)[];
type Args<Input, Parts, After extends NamesOf<Parts>> = Flat<Input & Pick<Parts, After[number]>>;
/** A name that no part and no field of the input has yet. */
type Free<Name extends string, Input, Parts> = Name extends keyof Input | keyof Parts ? never : Name;
type Fallback<Args, T> = NoInfer<T> | ((args: Args) => NoInfer<T>);

/** A view whose parts are still being named; each step gives a new draft. */
export class ViewDraft<Clients, Input extends object, Parts extends object> {
  readonly #name: string;
  readonly #budgetMs: number | undefined;
  readonly #parts: readonly Part[];

  constructor(name: string, budgetMs: number | undefined, parts: readonly Part[]) {
    this.#name = name;
    this.#budgetMs = budgetMs;
    this.#parts = parts;
  }

  /** A part without which there is no answer: where it fails, the view fails with the same error. */
  required<const Name extends string, T>(
    name: Free<Name, Input, Parts>,
    load: Load<Clients, Input, T>,
    limits?: PartLimits,
  ): ViewDraft<Clients, Input, With<Parts, Name, T>>;
  required<const Name extends string, T, const After extends NamesOf<Parts> = []>(
    name: Free<Name, Input, Parts>,
    settings: PartSettings<After>,
    load: Load<Clients, Args<Input, Parts, After>, T>,
  ): ViewDraft<Clients, Input, With<Parts, Name, T>>;
  required(name: string, ...rest: unknown[]): unknown {
    return this.#with('required', name, ...loadAndSettings(rest));
  }

  /** A part that may be absent: `null` where it fails (and the view incomplete) or is known not to exist. */
  optional<const Name extends string, T>(
    name: Free<Name, Input, Parts>,
    load: Load<Clients, Input, T>,
    settings?: PartLimits & { readonly when?: (input: Input) => boolean },
  ): ViewDraft<Clients, Input, With<Parts, Name, T | null>>;
  optional<const Name extends string, T, const After extends NamesOf<Parts> = []>(
    name: Free<Name, Input, Parts>,
    settings: OptionalSettings<After, Args<Input, Parts, After>>,
    load: Load<Clients, Args<Input, Parts, After>, T>,
  ): ViewDraft<Clients, Input, With<Parts, Name, T | null>>;
  optional(name: string, ...rest: unknown[]): unknown {
    return this.#with('optional', name, ...loadAndSettings(rest));
  }

  /** A part with a stand-in, a value or what a function makes of the arguments, for when it fails. */
  withFallback<const Name extends string, T>(
    name: Free<Name, Input, Parts>,
    load: Load<Clients, Input, T>,
    fallback: Fallback<Input, T>,
    limits?: PartLimits,
  ): ViewDraft<Clients, Input, With<Parts, Name, T>>;
  withFallback<const Name extends string, T, const After extends NamesOf<Parts> = []>(
    name: Free<Name, Input, Parts>,
    settings: PartSettings<After>,
    load: Load<Clients, Args<Input, Parts, After>, T>,
    fallback: Fallback<Args<Input, Parts, After>, T>,
  ): ViewDraft<Clients, Input, With<Parts, Name, T>>;
  withFallback(name: string, ...rest: unknown[]): unknown {
    const at = typeof rest[0] === 'function' ? 1 : 2;
    const [fallback] = rest.splice(at, 1);
    return this.#with('fallback', name, ...loadAndSettings(rest), fallback);
  }

  /** What belongs to each of many items, in one call that must succeed; an item's own may be `null` unless `everyItem`. */
  joinRequired<
    const Name extends string,
    Item,
    Key extends Id,
    Found,
    const After extends NamesOf<Parts> = [],
    const Every extends boolean = false,
  >(
    name: Free<Name, Input, Parts>,
    settings: PartSettings<After> & { readonly everyItem?: Every },
    join: Join<Clients, Args<Input, Parts, After>, Item, Key, Found> & KeyedBy<Found, Key>,
  ): ViewDraft<Clients, Input, With<Parts, Name, Joined<Item, Every extends true ? Found : Found | null>>>;
  joinRequired<
    const Name extends string,
    Item,
    Key extends Id,
    Found extends { readonly id: Key },
    const After extends NamesOf<Parts> = [],
    const Every extends boolean = false,
  >(
    name: Free<Name, Input, Parts>,
    settings: PartSettings<After> & { readonly everyItem?: Every },
    join: Join<Clients, Args<Input, Parts, After>, Item, Key, Found>,
  ): ViewDraft<Clients, Input, With<Parts, Name, Joined<Item, Every extends true ? Found : Found | null>>>;
  joinRequired(name: string, settings: object, join: never): unknown {
    const everyItem = 'everyItem' in settings && settings.everyItem === true;
    return this.#with('required', name, joinLoad(name, join, everyItem), settings);
  }

  /** What belongs to each of many items, in one call that may fail: the whole is `null` then. */
  joinOptional<
    const Name extends string,
    Item,
    Key extends Id,
    Found,
    const After extends NamesOf<Parts> = [],
  >(
    name: Free<Name, Input, Parts>,
    settings: OptionalSettings<After, Args<Input, Parts, After>>,
    join: Join<Clients, Args<Input, Parts, After>, Item, Key, Found> & KeyedBy<Found, Key>,
  ): ViewDraft<Clients, Input, With<Parts, Name, Joined<Item, Found | null> | null>>;
  joinOptional<
    const Name extends string,
    Item,
    Key extends Id,
    Found extends { readonly id: Key },
    const After extends NamesOf<Parts> = [],
  >(
    name: Free<Name, Input, Parts>,
    settings: OptionalSettings<After, Args<Input, Parts, After>>,
    join: Join<Clients, Args<Input, Parts, After>, Item, Key, Found>,
  ): ViewDraft<Clients, Input, With<Parts, Name, Joined<Item, Found | null> | null>>;
  joinOptional(name: string, settings: object, join: never): unknown {
    return this.#with('optional', name, joinLoad(name, join, false), settings);
  }

  /** Ends the view: what it answers, made of the input and all parts. */
  shape<Shaped>(shape: (answers: Flat<Input & Parts>) => Shaped): View<Clients, Input, Shaped> {
    return Object.freeze({
      name: this.#name,
      budgetMs: this.#budgetMs,
      parts: this.#parts as readonly Part<Clients, Input>[],
      shape: shape as View<Clients, Input, Shaped>['shape'],
    });
  }

  #with(kind: PartKind, name: string, load: unknown, settings: object, fallback?: unknown): unknown {
    const part = {
      name,
      kind,
      after: [],
      withinMs: undefined,
      when: undefined,
      ...settings,
      load,
      fallback: kind === 'fallback' && typeof fallback !== 'function' ? () => fallback : fallback,
    } as unknown as Part;
    checkPart(this.#name, part, this.#parts);
    return new ViewDraft(this.#name, this.#budgetMs, [...this.#parts, part]);
  }
}

/** Settings stand before the load where the load's arguments depend on them, and otherwise after it. */
function loadAndSettings([first, second]: unknown[]): [load: unknown, settings: object] {
  return typeof first === 'function' ? [first, second ?? {}] : [second, first as object];
}
