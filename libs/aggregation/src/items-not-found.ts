/** Thrown where a join that needs every item lacks some: the services disagree about what exists. */
export class ItemsNotFound extends Error {
  override readonly name = 'ItemsNotFound';
  readonly code = 'ITEMS_NOT_FOUND';

  constructor(
    readonly part: string,
    readonly ids: readonly (string | number)[],
  ) {
    super(`${ids.length} items of '${part}' were not found`);
  }
}
