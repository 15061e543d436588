import { z } from 'zod';

/** The query of what is asked for by its path alone: whatever stands in it would be passed over, and is refused instead. */
export const NoQuery = z.strictObject({});
export type NoQuery = z.infer<typeof NoQuery>;
