import { eventually, fakeClock } from '@frontdesk/testing';
import { type Alarm, Alarms } from './alarms.js';

const clock = fakeClock();
const alarms = new Alarms(clock);
const woken: string[] = [];

function alarm(name: string, dueAt: number, then: () => void = () => undefined): Alarm {
  const one: Alarm = {
    dueAt,
    place: -1,
    isAbandoned: false,
    due() {
      one.dueAt = Infinity;
      woken.push(name);
      then();
    },
  };
  alarms.arm(one);
  return one;
}

beforeEach(() => woken.splice(0));

it('wakes what is due, once, and what is disarmed never, in whatever order they come and go', async () => {
  const all = Array.from({ length: 20 }, (_, index) => alarm(`${index}`, clock.now() + 10));
  for (const index of [3, 19, 0, 18, 7]) alarms.disarm(all[index] as Alarm);
  alarms.disarm(all[3] as Alarm);
  clock.advance(10);
  await eventually(() => woken.length > 0);
  const left = [1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map(String);
  expect(woken.toSorted()).toEqual(left.toSorted());
  for (const one of all) alarms.disarm(one);
});

it('wakes all that are due, though waking one disarms it and others', async () => {
  const late = alarm('late', clock.now() + 10);
  const taken: Alarm = alarm('taken along', Infinity);
  const first: Alarm = alarm('first', clock.now() + 10, () =>
    [first, taken].forEach((one) => alarms.disarm(one)),
  );
  const last: Alarm = alarm('last', clock.now() + 10, () => alarms.disarm(last));
  clock.advance(10);
  await eventually(() => woken.length === 3);
  expect(woken.toSorted()).toEqual(['first', 'last', 'late']);
  alarms.disarm(late);
});
