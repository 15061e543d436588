import { eventually, fakeUpstream } from '@frontdesk/testing';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { aGet, things } from './asking.js';

const TABLE = '/proc/net/tcp';
/** The kernel counts timers in hundredths of a second. */
const TICKS_PER_SECOND = 100;
const KEEP_ALIVE_TIMER = '02';
const onLinux = process.platform === 'linux' ? test : test.skip;

/** The timers of the connections to a port: which one runs, and when it ends (proc_net_tcp). */
function timersTo(port: number): { kind: string; inSeconds: number }[] {
  const to = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = readFileSync(TABLE, 'latin1').trim().split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , remote]) => remote?.endsWith(to))
    .map(([, , , , , timer = '']) => timer.split(':') as [string, string])
    .map(([kind, ticks]) => ({ kind, inSeconds: parseInt(ticks, 16) / TICKS_PER_SECOND }));
}

// A machine that is gone sends nothing, not even that it is gone; a stream of events has no time by which one is due.
onLinux(
  'a stream of events whose upstream died in silence is noticed by TCP within half a minute',
  async () => {
    await using server = await fakeUpstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    await using upstream = things(server);
    const body = (await upstream.ask(aGet({ read: (answer) => Promise.resolve(answer.body) }))) as Readable;
    const probed = () =>
      timersTo(server.port).some(({ kind, inSeconds }) => kind === KEEP_ALIVE_TIMER && inSeconds <= 15);
    await eventually(probed, 'a keep-alive timer of 15 s at most');
    body.destroy();
  },
);
