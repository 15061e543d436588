import { createServer, type Server } from 'node:net';
import { answer } from './answer.js';
import type { Service } from './services.js';

const END_OF_HEAD = '\r\n\r\n';
/** Answers are kept ready; past this many, those of an earlier repetition are not asked for again. */
const MAX_KEPT = 50_000;

/**
 * A service that costs as little as Node can: whole answers, made once, on a bare socket.
 *
 * It shares a core with the load generator, so what it costs decides whether the server under test is kept busy. It
 * understands what HTTP clients send for a GET, and no more.
 */
export function serve(service: Service, called: () => void): Server {
  const kept = new Map<string, Buffer>();
  return createServer({ noDelay: true }, (socket) => {
    let unread = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      unread += text;
      for (let end; (end = unread.indexOf(END_OF_HEAD)) >= 0;) {
        const begin = unread.indexOf(' ') + 1;
        const target = unread.slice(begin, unread.indexOf(' ', begin));
        unread = unread.slice(end + END_OF_HEAD.length);
        called();
        const ready = kept.get(target);
        if (ready) socket.write(ready);
        else void make(target).then((bytes) => socket.write(bytes));
      }
    });
    socket.on('error', () => socket.destroy()); // the other side has gone, and so has the reason to answer
  });

  async function make(target: string): Promise<Buffer> {
    const bytes = responseOf(await answer(service, target));
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(target, bytes);
    return bytes;
  }
}

function responseOf(body: object): Buffer {
  const json = JSON.stringify(body);
  return Buffer.from(
    [
      'HTTP/1.1 200 OK',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(json)}`,
      'x-instance: bench',
      '',
      json,
    ].join('\r\n'),
  );
}
