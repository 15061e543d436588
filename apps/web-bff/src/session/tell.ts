/** Says to whoever runs the gateway what happened to sessions: words of ours, and an error's, never a token or an id. */
export type Tell = (what: string, error?: unknown) => void;
