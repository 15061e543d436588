import { LogInLink } from './log-in-link.js';
import { useVisit } from './visitor.js';

/** Says on a page for everybody that the session has ended, where it has. */
export function SessionNote() {
  const { visitor } = useVisit();
  return (
    <div role="status">
      {visitor.state === 'ended' && (
        <p class="note">
          Your session has ended. <LogInLink>Log in again</LogInLink>
        </p>
      )}
    </div>
  );
}
