/** What is asked of the apps of one platform. */
export interface PlatformPolicy {
  /** Older apps are answered nothing but this policy. */
  readonly least: string;
  /** Older apps are answered, and told that there is a better one. */
  readonly recommended: string;
  /** Where people get the newest. */
  readonly storeUrl: string;
  /** What was ever published, as major and minor: metrics name these, and call all else `other`. */
  readonly releases: readonly string[];
}

export type AppPolicy = Readonly<Record<Platform, PlatformPolicy>>;

export const PLATFORMS = ['ios', 'android'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What is asked of apps today. To stop talking to old ones, raise `least`; publish first, and recommend first. */
export const appPolicy: AppPolicy = {
  ios: {
    least: '1.0.0',
    recommended: '2.0.0',
    storeUrl: 'https://apps.apple.com/app/id000000000',
    releases: ['1.0', '1.1', '1.2', '2.0'],
  },
  android: {
    least: '1.0.0',
    recommended: '2.0.0',
    storeUrl: 'https://play.google.com/store/apps/details?id=example.frontdesk',
    releases: ['1.0', '1.1', '1.2', '2.0'],
  },
};
