/** The wall clock in milliseconds with fractions, so that what happens within one millisecond has an order. */
export function wallClockMs(): number {
  return performance.timeOrigin + performance.now();
}
