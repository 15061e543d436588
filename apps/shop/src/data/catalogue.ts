/** What is sold: ten categories of five kinds; each kind comes in the four variants below, which makes 200 products. */
export interface Kind {
  readonly name: string;
  /** In cents. */
  readonly price: number;
  readonly blurb: string;
}

export interface Category {
  readonly name: string;
  readonly brands: readonly [string, string, string];
  readonly materials: readonly [string, string];
  readonly kinds: readonly Kind[];
}

export const VARIANTS = [
  { name: 'Classic', factor: 1, note: 'The one that most people need, and keep for years.' },
  { name: 'Mini', factor: 0.7, note: 'Smaller and lighter, for a bag or a narrow shelf.' },
  { name: 'Plus', factor: 1.4, note: 'A size larger, with a better finish and two more years of warranty.' },
  { name: 'Studio', factor: 2.1, note: 'Built for daily professional use; every part can be replaced.' },
] as const;

export const COLOURS = ['black', 'sand', 'forest green', 'slate blue', 'white', 'terracotta'] as const;

const kind = (name: string, price: number, blurb: string): Kind => ({ name, price, blurb });

export const CATEGORIES: readonly Category[] = [
  {
    name: 'Audio',
    brands: ['Norrvik', 'Halden', 'Tonal'],
    materials: ['aluminium', 'recycled plastic'],
    kinds: [
      kind(
        'Wireless Headphones',
        12990,
        'Over-ear headphones with quiet noise cancelling and 40 hours of battery.',
      ),
      kind(
        'Bluetooth Speaker',
        7990,
        'A waterproof speaker that fills a kitchen or a picnic with warm sound.',
      ),
      kind('Record Player', 19990, 'A belt-driven turntable with a built-in preamplifier.'),
      kind('Desk Microphone', 9490, 'A USB microphone for calls and podcasts, with a mute key that glows.'),
      kind('Kitchen Radio', 6490, 'A DAB radio with two alarms and a dial that turns like a dial should.'),
    ],
  },
  {
    name: 'Kitchen',
    brands: ['Almare', 'Koberg', 'Tischler'],
    materials: ['stainless steel', 'cast iron'],
    kinds: [
      kind('Coffee Grinder', 8990, 'Conical burrs and thirty settings, from espresso to French press.'),
      kind('Frying Pan', 4990, 'An uncoated pan that gets better with every meal.'),
      kind('Chef Knife', 6990, 'A forged blade, well balanced, that stays sharp for months.'),
      kind('Kettle', 5490, 'Boils a litre in three minutes and holds any temperature from 60 degrees on.'),
      kind('Bread Box', 3990, 'Keeps a loaf fresh for days; the lid is a cutting board.'),
    ],
  },
  {
    name: 'Home Office',
    brands: ['Halden', 'Lumen & Oak', 'Skriva'],
    materials: ['oak', 'powder-coated steel'],
    kinds: [
      kind('Desk Lamp', 5990, 'Even light without flicker, and a clamp that fits any desk.'),
      kind('Standing Desk', 44900, 'Rises to 125 centimetres without a sound, and remembers four heights.'),
      kind('Monitor Stand', 4490, 'Lifts a screen to eye level and hides the keyboard beneath it.'),
      kind(
        'Mechanical Keyboard',
        10990,
        'Quiet tactile switches, and keys that can be swapped without tools.',
      ),
      kind('Office Chair', 29900, 'Adjusts in seven ways and breathes on warm days.'),
    ],
  },
  {
    name: 'Outdoor',
    brands: ['Fjellrev', 'Roam', 'Kestrel'],
    materials: ['ripstop nylon', 'waxed canvas'],
    kinds: [
      kind('Backpack', 8990, 'Forty litres, a rain cover, and a back panel that lets air through.'),
      kind('Two-Person Tent', 24900, 'Stands in five minutes and stays dry in a storm.'),
      kind('Sleeping Bag', 13900, 'Warm down to minus five degrees, packed as small as a loaf.'),
      kind('Camping Stove', 6490, 'A gas stove with a wind guard that simmers as well as it boils.'),
      kind('Trekking Poles', 5990, 'Carbon poles with cork grips and locks that hold.'),
    ],
  },
  {
    name: 'Cycling',
    brands: ['Velora', 'Kestrel', 'Pedaal'],
    materials: ['aluminium', 'carbon fibre'],
    kinds: [
      kind('Bike Helmet', 7990, 'Light, well ventilated, with a rear light in the dial.'),
      kind('Pannier Bag', 6990, 'A rolling top, welded seams, and a hook that never rattles.'),
      kind('Bike Light Set', 4490, 'Front and rear, charged by USB, seen from a kilometre away.'),
      kind('Floor Pump', 3990, 'Reaches eight bar with a gauge that tells the truth.'),
      kind('Folding Lock', 5490, 'Six hardened links that fold to the size of a phone.'),
    ],
  },
  {
    name: 'Garden',
    brands: ['Rosenhag', 'Verdane', 'Tischler'],
    materials: ['ash wood', 'galvanised steel'],
    kinds: [
      kind('Pruning Shears', 3490, 'Bypass blades that cut a finger-thick branch cleanly.'),
      kind('Watering Can', 2990, 'Ten litres, well balanced, with a fine brass rose.'),
      kind('Raised Bed', 8990, 'Boards and corners that need no tool to put together.'),
      kind('Garden Hose', 5490, 'Twenty-five metres that neither kink nor twist.'),
      kind('Bird Feeder', 2490, 'Holds a week of seed and keeps the squirrels out.'),
    ],
  },
  {
    name: 'Books',
    brands: ['Lantern Press', 'Harbour House', 'Quill & Sons'],
    materials: ['paperback', 'linen hardcover'],
    kinds: [
      kind('Bread Baking Handbook', 2490, 'Sixty breads, explained from the flour up.'),
      kind('Alpine Hiking Guide', 1990, 'Fifty walks from hut to hut, with maps.'),
      kind(
        'History of Timekeeping',
        2290,
        'From sundials to atomic clocks, told through the people who built them.',
      ),
      kind('Beginner Chess Course', 1890, 'Twelve lessons, each an evening long.'),
      kind('Houseplant Almanac', 1690, 'What to do with which plant, month by month.'),
    ],
  },
  {
    name: 'Toys',
    brands: ['Kobold', 'Pine & Play', 'Tumble'],
    materials: ['beech wood', 'felt'],
    kinds: [
      kind('Marble Run', 4990, 'Sixty pieces, and never the same track twice.'),
      kind('Wooden Train', 3990, 'An engine, three wagons and four metres of track.'),
      kind('Puzzle', 1990, 'A thousand pieces with a linen finish that does not shine.'),
      kind('Building Blocks', 2990, 'One hundred blocks in five shapes, in a cotton bag.'),
      kind('Hand Puppet', 2490, 'A fox, a wolf or a hedgehog with a mind of its own.'),
    ],
  },
  {
    name: 'Fashion',
    brands: ['Maren', 'Loden Lane', 'Fjellrev'],
    materials: ['merino wool', 'organic cotton'],
    kinds: [
      kind('Rain Jacket', 12900, 'Waterproof, breathable, and quiet enough for a concert.'),
      kind('Knit Sweater', 8900, 'Fine yarn, knitted in one piece, that does not itch.'),
      kind('Leather Belt', 4490, 'Full-grain leather that was tanned without chrome.'),
      kind('Walking Shoes', 13900, 'Resoleable shoes that need no breaking in.'),
      kind('Wool Scarf', 3990, 'Two metres of warmth that fold into a coat pocket.'),
    ],
  },
  {
    name: 'Wellness',
    brands: ['Stilla', 'Verdane', 'Roam'],
    materials: ['cork', 'bamboo'],
    kinds: [
      kind('Yoga Mat', 4990, 'Grips when it is dry and when it is not, and rolls up flat.'),
      kind('Massage Ball Set', 1990, 'Three balls for feet, back and neck.'),
      kind('Aroma Diffuser', 4490, 'A whisper of mist for six hours, then it turns itself off.'),
      kind('Weighted Blanket', 9990, 'Six kilos, evenly spread, under a cover that can be washed.'),
      kind('Meditation Cushion', 3990, 'Filled with buckwheat hulls, with a handle to carry it.'),
    ],
  },
];
