/** What reviewers say, by their stars. */
export const OPINIONS: Readonly<Record<number, readonly (readonly [title: string, text: string])[]>> = {
  5: [
    ['Exactly what I hoped for', 'I use it every day and have not found anything to complain about.'],
    ['Worth every cent', 'Better made than the one it replaced, which cost twice as much.'],
    ['Bought a second one', 'The first was a gift. I missed it so much that I ordered another for myself.'],
    ['A joy to use', 'You notice that somebody thought about the details. It arrived a day early, too.'],
  ],
  4: [
    ['Very good, with one wish', 'Does what it promises. I would have liked a longer manual.'],
    ['Solid', 'Feels sturdy and looks better than in the pictures. The packaging could be smaller.'],
    ['Happy with it', 'Took a week to get used to; now I would not want to be without it.'],
  ],
  3: [
    ['All right', 'It works, but for the price I expected a little more care in the finish.'],
    ['Mixed feelings', 'A good idea, and well made. The size did not suit me as well as I thought.'],
  ],
  2: [
    ['Not quite', 'It arrived with a scratch. The exchange was quick, but it cost me an afternoon.'],
    ['Expected more', 'The first weeks were fine, then one part came loose. Support sent a new one.'],
  ],
  1: [['Sent it back', 'It did not do what the description says. The refund came within a few days.']],
};
