import { join } from 'node:path';

const APPS = 'dist/apps';
const program = (name: string) => join(APPS, 'bench/programs', `${name}.js`);
const gateway = (app: string) => join(APPS, app, 'main.js');

/** Something that can answer the requests of a scenario. */
export interface Server {
  /** As results name it. */
  readonly name: string;
  readonly program: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Left out, with a line that says so, where the machine lacks what it needs. */
  readonly optional?: true;
  /** Built of Frontdesk's libraries: what `--profile` looks into. */
  readonly ours?: true;
  /** It knows its callers by sessions, which begin with a log-in, and not by tokens. */
  readonly sessions?: true;
}

export const floor: Server = { name: 'floor', program: program('floor') };
export const expressAxios: Server = { name: 'express-axios', program: program('express-axios') };
export const expressProxy: Server = {
  name: 'express-http-proxy-middleware',
  program: program('express-http-proxy-middleware'),
};
export const fastifyProxy: Server = { name: 'fastify-http-proxy', program: program('fastify-http-proxy') };
export const nestAxios: Server = { name: 'nest-axios', program: program('nest-axios') };
export const nginx: Server = { name: 'nginx', program: program('nginx'), optional: true };
export const nginxLua: Server = { ...nginx, name: 'nginx-lua', args: ['--lua'] };

export const mobileBff: Server = { name: 'frontdesk', program: gateway('mobile-bff'), ours: true };
export const webBff: Server = {
  name: 'frontdesk',
  program: gateway('web-bff'),
  ours: true,
  sessions: true,
};
export const benchGateway: Server = { name: 'frontdesk', program: program('bench-gateway'), ours: true };
export const authenticationInProcess: Server = {
  name: 'frontdesk-in-process',
  program: program('authentication-in-process'),
};

/** The same server by another name, with other settings. */
export function variant(
  server: Server,
  name: string,
  environment: Readonly<Record<string, string>> = {},
): Server {
  return { ...server, name, environment: { ...server.environment, ...environment } };
}
