/** Who is calling, in one shape for all gateways; `id` is empty for `anonymous` alone. */
export interface Principal {
  readonly kind: 'user' | 'partner' | 'anonymous';
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
}

export const anonymous: Principal = Object.freeze({ kind: 'anonymous', id: '', scopes: new Set<string>() });
