export { InvalidPathSegment, path, type Path } from './path.js';
export type { UpstreamObserver } from './observer.js';
export type { UpstreamDeclaration, UpstreamPolicy } from './policy.js';
export { readJson } from './read-json.js';
export { InvalidSetting } from './settings.js';
export { Upstream, type UpstreamHealth } from './upstream.js';
export type { UpstreamAnswer, UpstreamCall } from './upstream-call.js';
export { UpstreamError, type UpstreamErrorCode } from './upstream-error.js';
export { Upstreams } from './upstreams.js';
