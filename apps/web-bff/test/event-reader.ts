import { eventually } from '@frontdesk/testing';

/** An event as a browser gets it. */
export interface ReceivedEvent {
  readonly id: string | undefined;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads a stream of server-sent events as an `EventSource` does, and keeps all that came. */
export class EventReader {
  readonly events: ReceivedEvent[] = [];
  /** The `retry` that was said last, in milliseconds. */
  retryMs: number | undefined;
  comments = 0;
  hasEnded = false;
  #lastId: string | undefined;

  constructor(readonly answer: Response) {
    this.#read().then(
      () => (this.hasEnded = true),
      () => (this.hasEnded = true),
    );
  }

  /** Resolves once so many events have come. */
  async received(count: number, withinMs = 5_000): Promise<readonly ReceivedEvent[]> {
    await eventually(() => this.events.length >= count, `${count} events`, withinMs);
    return this.events;
  }

  /** Resolves with all that came once the stream has ended. */
  async ended(withinMs = 5_000): Promise<readonly ReceivedEvent[]> {
    await eventually(() => this.hasEnded, 'the end of the stream', withinMs);
    return this.events;
  }

  async #read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of this.answer.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    let type = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (field === 'event') type = value;
      else if (field === 'data') data.push(value);
      else if (field === 'id') this.#lastId = value;
      else if (field === 'retry') this.retryMs = Number(value);
      else if (field === '' && line !== '') this.comments += 1;
    }
    if (data.length === 0) return;
    const read = JSON.parse(data.join('\n')) as ReceivedEvent['data'];
    this.events.push({ id: this.#lastId, type, data: read });
  }
}
