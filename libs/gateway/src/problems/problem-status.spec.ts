import { problemStatus } from './problem-status.js';
import { type ProblemSlug, problemTypes } from './problem-types.js';

it('every kind of problem has a status, but the one that takes any', () => {
  const slugs = Object.keys(problemTypes) as ProblemSlug[];
  const without = slugs.filter((slug) => problemStatus(slug) === undefined);
  expect(without).toEqual(['request-refused']);
  expect(
    ['not-found', 'too-many-requests', 'internal-error', 'deadline-exceeded'].map((slug) =>
      problemStatus(slug as ProblemSlug),
    ),
  ).toEqual([404, 429, 500, 504]);
});
