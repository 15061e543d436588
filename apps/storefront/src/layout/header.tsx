import { useVisit } from '../session/visitor.js';
import { LogInLink } from '../session/log-in-link.js';
import type { PageAddress } from '../navigation/page-address.js';

/** What is above every page: the way home, the search, and where one's own things are. */
export function Header({ address: { path, query } }: { address: PageAddress }) {
  const link = (to: string, words: string) => (
    <a href={to} aria-current={path === to ? 'page' : undefined}>
      {words}
    </a>
  );
  return (
    <header class="top">
      <div class="top-in">
        <a class="brand" href="/" aria-label="Lobby, front page">
          <Bell />
          <span>Lobby</span>
        </a>
        <form role="search" class="search" action="/products">
          <input
            key={query.get('q') ?? ''}
            type="search"
            name="q"
            aria-label="Search products"
            placeholder="Search the shop"
            defaultValue={query.get('q') ?? ''}
            maxLength={200}
          />
          <button type="submit">
            <span class="hidden">Search</span>
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <circle cx="8.5" cy="8.5" r="5.5" />
              <path d="m13 13 4.5 4.5" />
            </svg>
          </button>
        </form>
        <nav aria-label="Main" class="main-links">
          {link('/products', 'Products')}
          {link('/orders', 'Orders')}
          {link('/account', 'Account')}
          {link('/cart', 'Cart')}
          <Session />
        </nav>
      </div>
    </header>
  );
}

function Session() {
  const { visitor, leave } = useVisit();
  if (visitor.state === 'unknown' || visitor.state === 'leaving') return null;
  if (visitor.state !== 'known') return <LogInLink />;
  return (
    <a href={visitor.user.logoutUrl} onClick={leave}>
      Log out
    </a>
  );
}

function Bell() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path class="bell" d="M6 22h20a10 10 0 0 0-20 0z" />
      <path class="desk" d="M4 25.5h24" />
      <circle class="knob" cx="16" cy="9.5" r="2.5" />
    </svg>
  );
}
