/** Where to send the browser to log in; it comes back to `returnUrl`, a path of this site with its query. */
export function logInUrl(returnUrl: string): string {
  return `/bff/login?returnUrl=${encodeURIComponent(returnUrl)}`;
}
