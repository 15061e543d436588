import type { Answer } from '@frontdesk/web-client';
import { useState } from 'preact/hooks';
import { api } from '../../api.js';
import { asDay } from '../../format/dates.js';
import { Note } from '../../layout/note.js';

type Notifications = NonNullable<Answer<'/api/account'>['notifications']>;

/** What somebody was told; what is new can be put aside. */
export function NotificationList({ notifications }: { notifications: Notifications }) {
  const [read, setRead] = useState<readonly string[]>([]);
  if (notifications.length === 0) return <Note>There is nothing new.</Note>;
  const markRead = async (id: string) => {
    const { error } = await api.POST('/api/notifications/{id}/read', { params: { path: { id } } });
    if (!error) setRead((before) => [...before, id]);
  };
  return (
    <ul class="rows">
      {notifications.map(({ id, message, unread, createdAt }) => {
        const isNew = unread && !read.includes(id);
        return (
          <li key={id} class={isNew ? 'new' : ''}>
            <div>
              {isNew && <span class="badge fresh">New</span>} {message}
              <p class="faint">{asDay(createdAt)}</p>
            </div>
            {isNew && (
              <button
                type="button"
                class="link"
                aria-label={`Mark as read: ${message}`}
                onClick={() => void markRead(id)}
              >
                Mark as read
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
