import { User } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

export const Me = User.pick({ id: true, name: true, email: true, avatarUrl: true }).meta({ id: 'Me' });

/** Who the caller is: what an app shows of its user everywhere, and asks for once. */
export const me = view('me', { budgetMs: 800 })
  .required('user', ({ users }, _, { principal }) => users.byId(principal.id))
  .shape(({ user }): z.infer<typeof Me> => ({
    id: user.id,
    name: user.name,
    email: user.email,
    avatarUrl: user.avatarUrl,
  }));
