import { type Step, withStep } from './shipment-steps.js';

const packed: Step = { status: 'preparing', at: '2026-11-20T10:00:00.000Z' };
const handed: Step = { status: 'handed-over', at: '2026-11-20T11:00:00.000Z' };
const moving: Step = { status: 'in-transit', at: '2026-11-20T12:00:00.000Z' };

describe('the steps of a shipment', () => {
  it('grow by what is told next', () => {
    expect(withStep([packed], handed)).toEqual([packed, handed]);
  });

  it('stay as they are where one is told again, as it is to who connects again', () => {
    expect(withStep([packed, handed, moving], handed)).toEqual([packed, handed, moving]);
  });
});
