import { cookiesNamed, readCookie } from './read-cookie.js';

/**
 * Browsers take a cookie of this name only with `Secure`, `Path=/` and no `Domain` (`__Host-`), and newer ones only from
 * a header with `HttpOnly` (`__Host-Http-`), so that neither another host of the site nor a script can plant one.
 */
const PREFIX = '__Host-Http-';
export const SESSION_COOKIE = `${PREFIX}session`;
const LOGIN = `${PREFIX}login-`;

/** The opaque id that the browser holds, if it holds one. */
export const sessionIdIn = (header: string | undefined) => readCookie(header, SESSION_COOKIE);

/** Ends with the browser; how long the session lives is decided here. */
export const sessionCookie = (id: string) =>
  `${SESSION_COOKIE}=${id}; Path=/; Secure; HttpOnly; SameSite=Strict`;

export const noSessionCookie = () => `${sessionCookie('')}; Max-Age=0`;

/** Every log-in that is under way has a cookie of its own: several tabs may be at it. */
export const logInsIn = (header: string | undefined) =>
  cookiesNamed(header, LOGIN).map((name) => name.slice(LOGIN.length));

export const logInIn = (header: string | undefined, name: string) => readCookie(header, LOGIN + name);

/** `Lax`, since it must come along when the provider, which may be another site, sends the browser back. */
export const logInCookie = (name: string, value: string, maxAgeS: number) =>
  `${LOGIN}${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}`;

export const noLogInCookie = (name: string) => logInCookie(name, '', 0);
