import { User } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** What a browser is told of its user: a field of the service that is not named in the schema does not pass. */
export const OwnProfile = User.meta({ id: 'OwnProfile' });

/** The fields of a user that its browser is told, whatever else the service says of it. */
export function ownProfile({
  id,
  name,
  email,
  avatarUrl,
  phone,
  address,
  createdAt,
}: User): z.infer<typeof OwnProfile> {
  return { id, name, email, avatarUrl, phone, address, createdAt };
}

const { street, city, postalCode, country } = User.shape.address.unwrap().shape;

/** What users may change about themselves; the service checks it. */
export const ProfileChanges = z
  .strictObject({
    name: User.shape.name,
    phone: z.string(),
    address: z.strictObject({ street, city, postalCode, country }),
  })
  .partial()
  .meta({ id: 'ProfileChanges' });
