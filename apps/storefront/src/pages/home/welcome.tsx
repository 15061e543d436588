import { PageHeading } from '../../layout/page-heading.js';
import { LogInLink } from '../../session/log-in-link.js';

/** What strangers are greeted with. */
export function Welcome() {
  return (
    <section class="welcome">
      <div>
        <PageHeading title="Good things">Good things, kept at the front desk.</PageHeading>
        <p>Two hundred well-made things for home, work and the way between. Ask for one; we have it ready.</p>
        <p class="actions">
          <LogInLink class="button">Log in</LogInLink>
          <a class="button quiet" href="/products?category=Home+Office">
            For the home office
          </a>
        </p>
      </div>
      <Desk />
    </section>
  );
}

/** A bell on a desk, for the eyes alone. */
function Desk() {
  return (
    <svg class="scene" viewBox="0 0 320 200" width="320" height="200" aria-hidden="true">
      <path
        class="ring"
        d="M84 54c-10-12-14-26-12-42M236 54c10-12 14-26 12-42M112 34c-5-8-7-16-6-26M208 34c5-8 7-16 6-26"
      />
      <path class="dome" d="M70 152a90 90 0 0 1 180 0z" />
      <path class="shine" d="M92 140a70 70 0 0 1 44-58" />
      <rect class="stem" x="152" y="44" width="16" height="22" rx="6" />
      <rect class="base" x="50" y="150" width="220" height="16" rx="8" />
      <rect class="top-edge" x="0" y="166" width="320" height="8" rx="4" />
      <path class="front" d="M14 174h292v26H14z" />
    </svg>
  );
}
