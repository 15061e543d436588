import type { RetiringVersions } from '@frontdesk/gateway';

/** The versions of the API, the newest first. */
const VERSIONS = ['v2', 'v1'] as const;

/** The paths, one per version, of what is the same in all of them. */
export const inEveryVersion = (path: string): string[] => VERSIONS.map((version) => `${version}/${path}`);

/** Partners change their programs when they have a reason to: they have a year from the day on which the second came. */
export const retiring = {
  v1: {
    deprecatedAt: '2026-11-20T00:00:00Z',
    sunsetAt: '2027-11-20T00:00:00Z',
    successor: 'v2',
    moved: { '/inventory': '/stock' },
    documents: '/docs',
  },
} satisfies RetiringVersions;
