import { LogInLink } from '../../session/log-in-link.js';

/** What strangers are greeted with. */
export function Welcome() {
  return (
    <section class="welcome" aria-labelledby="welcome">
      <div>
        <h2 id="welcome">Good things, kept at the front desk.</h2>
        <p>Two hundred well-made things for home, work and the way between. Ask for one; we have it ready.</p>
        <p class="actions">
          <LogInLink class="button">Log in</LogInLink>
          <a class="button quiet" href="/products?category=Home+Office">
            For the home office
          </a>
        </p>
      </div>
    </section>
  );
}
