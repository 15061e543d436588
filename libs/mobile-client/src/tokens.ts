/** Yields the token to send, or nothing where nobody is logged in; `refused` is the one that the gateway took no more. */
export type TokenSource = (refused?: string) => Promise<string | undefined>;

/** The app's tokens; one that is refused is renewed once, by however many calls it was sent. */
export class Tokens {
  #renewal: { readonly refused: string; readonly token: Promise<string | undefined> } | undefined;

  constructor(private readonly source: TokenSource) {}

  current(): Promise<string | undefined> {
    return this.source();
  }

  renewed(refused: string): Promise<string | undefined> {
    if (this.#renewal?.refused === refused) return this.#renewal.token;
    const renewal = { refused, token: this.source(refused) };
    this.#renewal = renewal;
    // A renewal that failed is tried again by the next call.
    renewal.token.catch(() => this.#renewal === renewal && (this.#renewal = undefined));
    return renewal.token;
  }

  /** A renewed token was refused as well: the next refusal asks for another again. */
  forgetRenewal(): void {
    this.#renewal = undefined;
  }
}
