import type { Problem } from '@frontdesk/web-client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../api.js';
import { AddressFields } from '../../forms/address-fields.js';
import { faultsOf } from '../../forms/faults-of.js';
import { Field } from '../../forms/field.js';
import { inPlainWords } from '../../loading/plain-words.js';
import type { Profile } from './profile-section.js';

interface FormParts {
  readonly profile: Profile;
  readonly onClose: (changed?: Profile) => void;
}

export function ProfileForm({ profile, onClose }: FormParts) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const save = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const entries = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(entries.get(name) ?? '').trim();
    const { data, error } = await api.PATCH('/api/users/me', {
      body: {
        name: text('name'),
        ...(text('phone') && { phone: text('phone') }),
        address: {
          street: text('street'),
          city: text('city'),
          postalCode: text('postalCode'),
          country: text('country'),
        },
      },
    });
    setBusy(false);
    if (data) onClose(data);
    else setProblem(error);
  };

  const faults = faultsOf(problem);
  return (
    <form ref={form} onSubmit={(event) => void save(event)}>
      {problem && (
        <p class="note bad" role="alert">
          This was not saved. {inPlainWords(problem)}
        </p>
      )}
      <div class="fields">
        <Field label="Name" name="name" value={profile.name} autoComplete="name" fault={faults['name']} />
        <Field
          label="Phone"
          name="phone"
          type="tel"
          value={profile.phone ?? ''}
          autoComplete="tel"
          fault={faults['phone']}
          required={false}
        />
      </div>
      <AddressFields address={profile.address} faults={faults} />
      <p class="actions">
        <button type="submit" aria-busy={isBusy}>
          Save
        </button>
        <button type="button" class="quiet" onClick={() => onClose()}>
          Cancel
        </button>
      </p>
    </form>
  );
}
