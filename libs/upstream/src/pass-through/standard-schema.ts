/** What checks a value and yields what is to be made of it: a schema of any library that follows standardschema.dev. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    /** Yields the value, or the issues of one that does not fit. */
    validate(value: unknown): Validated | Promise<Validated>;
  };
}

type Validated =
  { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

export interface SchemaIssue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}
