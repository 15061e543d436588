import type { Answer } from '@frontdesk/web-client';
import { Field } from './field.js';

interface AddressParts {
  readonly address: Answer<'/api/checkout'>['customer']['address'];
  /** What is wrong, by the names of the fields. */
  readonly faults?: Readonly<Record<string, string>>;
}

export function AddressFields({ address, faults = {} }: AddressParts) {
  const field = (name: 'street' | 'city' | 'postalCode' | 'country', label: string, autoComplete: string) => (
    <Field {...{ name, label, autoComplete }} value={address?.[name] ?? ''} fault={faults[name]} />
  );
  return (
    <div class="fields">
      {field('street', 'Street and number', 'street-address')}
      {field('postalCode', 'Postal code', 'postal-code')}
      {field('city', 'City', 'address-level2')}
      {field('country', 'Country', 'country')}
    </div>
  );
}
