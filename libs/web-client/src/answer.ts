import type { paths } from './generated/web-bff.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a path answers with when it does not refuse: `Answer<'/api/products/{id}'>`, `Answer<'/api/checkout', 'post'>`. */
export type Answer<Path extends keyof paths, Of extends Method = 'get'> = {
  [Status in 200 | 201]: paths[Path][Of] extends {
    responses: { [S in Status]: { content: { 'application/json': infer Json } } };
  }
    ? Json
    : never;
}[200 | 201];
