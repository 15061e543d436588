import { logInUrl } from '@frontdesk/web-client';
import type { ComponentChildren } from 'preact';

/** Leads to the log-in, and from there back to the page that is open. */
export function LogInLink({
  children = 'Log in',
  class: name,
}: {
  children?: ComponentChildren;
  class?: string;
}) {
  return (
    <a class={name} href={logInUrl(location.pathname + location.search)}>
      {children}
    </a>
  );
}
