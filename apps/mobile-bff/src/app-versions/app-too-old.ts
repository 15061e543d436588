/** Thrown where an app is older than what is still answered. */
export class AppTooOld extends Error {
  override readonly name = 'AppTooOld';
  readonly code = 'APP_TOO_OLD';
  /** What is to be spoken instead: `Upgrade` goes with every 426 (RFC 9110, section 15.5.22). */
  readonly upgrade: string;

  constructor(
    least: string,
    /** Where the newest is to be had. */
    readonly storeUrl: string,
  ) {
    super(`This version of the app is no longer served; the least is ${least}.`);
    this.upgrade = `frontdesk-app/${least}`;
  }
}
