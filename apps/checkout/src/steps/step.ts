import type { Principal } from '@frontdesk/request-context';
import type { Path } from '@frontdesk/upstream';
import type { z } from 'zod';
import type { Reason } from '../checkouts/checkout.js';
import type { PurchaseRequest } from '../checkouts/purchase-request.js';
import type { UpstreamName } from '../upstreams.js';
import type { Order } from './create-order.js';
import type { PricedCart } from './validate-cart.js';

/** What each step leaves behind, under its name, for the steps after it and for its own undoing. */
export interface Done {
  readonly cart: PricedCart;
  readonly reservation: { readonly id: string };
  readonly payment: { readonly id: string };
  readonly order: Order;
  readonly shipment: { readonly id: string };
  readonly emptying: Record<string, never>;
}

/** What a step may know of the purchase that it is part of. */
export interface Purchase {
  readonly id: string;
  readonly orderId: string;
  readonly principal: Principal;
  readonly request: PurchaseRequest;
  /** What an earlier step left behind; throws where that is not done, which the order of the steps rules out. */
  done<Name extends keyof Done>(name: Name): Done[Name];
  /** Asks a service; throws `Refused` where it will never do it, and anything else where it may yet. */
  ask<A>(upstream: UpstreamName, asked: Asked<A>): Promise<A>;
}

/** One operation of a service. Every command carries a key of this purchase and step: asked twice, it happens once. */
export interface Asked<A> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: Path;
  /** The operation's name in metrics, such as `POST /charges`. */
  readonly route: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer: z.ZodType<A>;
  /** Tells commands of one step apart. */
  readonly part?: string;
  /** Why a status refuses the purchase. */
  readonly refusals?: Readonly<Partial<Record<number, Reason>>>;
  /** The field of the caller's body that a refusal is about, or what tells it by the field that the service names. */
  readonly field?: string | ((named: string) => string | undefined) | undefined;
}

/** One step of a purchase; `run` is repeated until it is known how it ended. */
export interface Step<Name extends keyof Done = keyof Done> {
  readonly name: Name;
  run(purchase: Purchase): Promise<Done[Name]>;
  /** How to take it back; or that it changes nothing, or that nothing takes it back. */
  readonly undo: 'changes-nothing' | 'cannot-be-undone' | Undo<Name>;
}

type Undo<Name extends keyof Done> = {
  // A method, so that steps of different names stand in one list.
  undo(purchase: Purchase, done: Done[Name]): Promise<unknown>;
}['undo'];

/** A service says that it will never do what was asked, and has changed nothing. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly reason: Reason,
    readonly field?: string,
    /** What the service answered, where one did. */
    readonly status?: number,
  ) {
    super(reason);
  }
}
