import type { AnswerOf, CallOf, Method, PathOf } from '@frontdesk/generated-client';
import type { Routes } from './generated/web-bff.js';

/** What a path answers with when it does not refuse: `Answer<'/api/products/{id}'>`, `Answer<'/api/checkout', 'POST'>`. */
export type Answer<Path extends PathOf<Routes, M>, M extends Method = 'GET'> = AnswerOf<Routes, Path, M>;

export type Call<M extends Method> = CallOf<Routes, M, { readonly signal?: AbortSignal }>;
