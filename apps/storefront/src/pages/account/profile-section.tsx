import type { Answer } from '@frontdesk/web-client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ProfileForm } from './profile-form.js';

export type Profile = Answer<'/api/account'>['profile'];

/** Who somebody is, to read and to change. */
export function ProfileSection({ profile: first }: { profile: Profile }) {
  const [profile, setProfile] = useState(first);
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const edit = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // Where the form was, the focus has nowhere to be.
    if (wasOpen.current && !isOpen) edit.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  const { name, email, phone, address } = profile;
  return (
    <section class="box" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      {isOpen ? (
        <ProfileForm
          profile={profile}
          onClose={(changed) => {
            if (changed) setProfile(changed);
            setTold(changed ? 'Your changes are saved.' : '');
            setOpen(false);
          }}
        />
      ) : (
        <>
          <dl class="facts">
            <Fact name="Name">{name}</Fact>
            <Fact name="E-mail">{email}</Fact>
            <Fact name="Phone">{phone ?? '–'}</Fact>
            <Fact name="Address">
              {address ? `${address.street}, ${address.postalCode} ${address.city}, ${address.country}` : '–'}
            </Fact>
          </dl>
          <p>
            <button type="button" class="quiet" ref={edit} onClick={() => setOpen(true)}>
              Edit profile
            </button>
          </p>
        </>
      )}
      <p role="status" class="told good">
        {told}
      </p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
