import { askedIds } from '../asked-ids.js';
import { collection, fields, itemsText } from '../collection.js';
import { userOf } from '../owner.js';
import { notFound } from '../problem.js';
import { between } from '../random.js';
import { closed, instant, number, object, type Of, text } from '../schema.js';
import { ago } from '../seed.js';
import { ids, items, route, type Service } from '../service.js';

const line = text({ minLength: 1, maxLength: 200 });
const address = closed(object({ street: line, city: line, postalCode: line, country: line }));
const user = object({
  id: text(),
  name: text(),
  email: text(),
  avatarUrl: text(),
  phone: text(),
  address,
  createdAt: instant,
  updatedAt: instant,
  riskScore: { ...number(0, 1), description: 'internal' },
});
const userChanges = closed(object({}, { name: line, phone: text({ minLength: 3, maxLength: 40 }), address }));

const users = collection<Of<typeof user>>({ name: 'users', key: 'id', columns: fields('updatedAt') });

export const usersService: Service = {
  name: 'users',
  tables: [users],
  seed(store, { people, randomFor }) {
    const random = randomFor('users');
    for (const { id, name, address } of people) {
      const createdAt = ago(between(random, 4_000, 12_000));
      users.add(store, {
        id,
        name,
        email: `${id}@example.com`,
        avatarUrl: `https://images.shop.example/avatars/${id}.webp`,
        phone: `+46 70 ${between(random, 100, 999)} ${between(random, 10, 99)} ${between(random, 10, 99)}`,
        address,
        createdAt,
        updatedAt: createdAt,
        riskScore: between(random, 0, 100) / 100,
      });
    }
  },
  routes: [
    route('GET /users/me', {
      summary: 'The user in X-User-Id',
      answer: user,
      handle: (call) => users.text(call.store, userOf(call)) ?? refuse(),
    }),
    route('PATCH /users/me', {
      summary: 'Change the user in X-User-Id',
      body: userChanges,
      answer: user,
      handle(call) {
        const found = users.find(call.store, userOf(call)) ?? refuse();
        return users.put(call.store, { ...found, ...call.body, updatedAt: users.stamp(call.store) });
      },
    }),
    route('GET /users', {
      summary: 'Users by ids',
      query: { ids },
      answer: items(user),
      handle: ({ store, query }) => itemsText(users.texts(store, askedIds(query.ids))),
    }),
    route('GET /users/:id', {
      summary: 'A user by id',
      answer: user,
      handle: ({ store, params }) => users.text(store, params.id) ?? refuse(),
    }),
  ],
};

function refuse(): never {
  throw notFound('user');
}
