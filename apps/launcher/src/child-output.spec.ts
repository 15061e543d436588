import { watchOutput } from './child-output.js';

/** What a process printed, and what is made of it once it has ended. */
function complaintOf(errors: string, output = ''): string {
  const watched = watchOutput('web-bff', () => {});
  for (const line of output.split('\n')) watched.hear(line, false);
  for (const line of errors.split('\n')) watched.hear(line, true);
  watched.end();
  return watched.lastComplaint();
}

describe('what a process complained of last', () => {
  it('is the line that it wrote for people', () => {
    expect(complaintOf('web-bff: RATE_LIMIT must be like 600/60s')).toBe(
      'web-bff: RATE_LIMIT must be like 600/60s',
    );
  });

  it('is the message of an uncaught error, without its stack and the source around it', () => {
    const printed = `file:///somewhere/main.js:3
throw new TypeError('no such thing');
      ^

TypeError: no such thing
    at file:///somewhere/main.js:3:7
    at async start (file:///somewhere/main.js:9:1) {
  code: 'NO_SUCH_THING'
}

Node.js v24.21.0`;
    expect(complaintOf(printed)).toBe('no such thing');
  });

  it('is the message and the error of a log line, on either output', () => {
    const line = JSON.stringify({ level: 60, msg: 'cannot start', err: { message: 'port 3000 is taken' } });
    expect(complaintOf('', line)).toBe('cannot start (port 3000 is taken)');
  });

  it('is nothing where a process only told of its work', () => {
    expect(complaintOf('', `${JSON.stringify({ level: 30, msg: 'ready' })}\nhello`)).toBe('');
  });
});
