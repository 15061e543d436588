import { SERVICES, serviceUrl } from '../upstream/services.js';
import { HOME_IN_LUA } from './home-in-lua.js';

const MANY = 1_000_000_000;
const LUA_MODULES = ['ndk_http_module', 'ngx_http_lua_module'];

/** An nginx with one worker that passes A through and caches C; with the folder of its modules, it composes B in Lua too. */
export function nginxConfiguration(port: number, modules?: string): string {
  return `
${modules ? LUA_MODULES.map((name) => `load_module ${modules}/${name}.so;`).join('\n') : ''}
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid nginx.pid;
worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests ${MANY};
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_cache_path cache keys_zone=pages:8m max_size=64m;
${SERVICES.map(upstreamBlock).join('\n')}
  server {
    listen 127.0.0.1:${port};
    location = /v1/notifications { proxy_pass http://notifications/notifications; }
    location /api/products/ { proxy_pass http://pages; proxy_cache pages; proxy_cache_valid 200 5m; }
${modules ? HOME_IN_LUA : ''}
  }
}
`;
}

function upstreamBlock(service: (typeof SERVICES)[number]): string {
  const { host } = new URL(serviceUrl(service));
  return `  upstream ${service} { server ${host}; keepalive 64; keepalive_requests ${MANY}; }`;
}
