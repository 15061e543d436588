import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from putting what a request needs among what is meant to live long.
 *
 * V8 counts how much of what a place in the code makes outlives a young collection, and if it is nearly all, lets that
 * place put it straight into the old generation. In the first seconds, while the young generation is small, that is true
 * of whatever lives as long as a request. From then on every finished request leaves old garbage, which until the next
 * full collection keeps alive all that it points to: which places are struck is chance, and doubles what a view of many
 * parts costs, or not.
 */
export function keepRequestsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
