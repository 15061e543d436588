import type { VNode } from 'preact';
import { Footer } from './layout/footer.js';
import { Header } from './layout/header.js';
import { matchRoute } from './navigation/match-route.js';
import { type PageAddress, usePageAddress } from './navigation/page-address.js';
import { PAGES, type Page } from './navigation/pages.js';
import { Account } from './pages/account/account.js';
import { Cart } from './pages/cart/cart.js';
import { Catalogue } from './pages/catalogue/catalogue.js';
import { searchFrom } from './pages/catalogue/search.js';
import { Checkout } from './pages/checkout/checkout.js';
import { Home } from './pages/home/home.js';
import { NotFound } from './pages/not-found.js';
import { Order } from './pages/order/order.js';
import { Orders } from './pages/orders/orders.js';
import { Product } from './pages/product/product.js';
import { Private } from './session/private.js';
import { SessionNote } from './session/session-note.js';
import { useVisitor } from './session/use-visitor.js';
import { VisitContext } from './session/visitor.js';

interface Opened {
  readonly address: PageAddress;
  readonly id: string;
}

/** A page for everybody; whose session has ended is told so, and stays on it. */
const open = (page: VNode) => (
  <>
    <SessionNote />
    {page}
  </>
);

/** Every page by its path; what is somebody's own is behind `Private`. */
const PAGE_AT: Readonly<Record<Page, (opened: Opened) => VNode>> = {
  '/': ({ address }) => open(<Home address={address} />),
  '/products': ({ address }) =>
    open(<Catalogue search={searchFrom(address.query)} isReturn={address.isReturn} />),
  '/products/:id': ({ id }) => open(<Product id={id} />),
  '/cart': () => <Private title="Your cart">{() => <Cart />}</Private>,
  '/checkout': () => <Private title="Check out">{({ claims }) => <Checkout userId={claims.sub} />}</Private>,
  '/orders': () => <Private title="Your orders">{() => <Orders />}</Private>,
  '/orders/:id': ({ id }) => <Private title="Your order">{() => <Order id={id} />}</Private>,
  '/account': () => <Private title="Your account">{() => <Account />}</Private>,
};

/** The shop: what frames every page, and the page that the address names. */
export function Shop() {
  const address = usePageAddress();
  const visit = useVisitor();
  const route = matchRoute(PAGES, address.path);
  return (
    <VisitContext.Provider value={visit}>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header address={address} />
      <main id="main" tabIndex={-1}>
        {/* Another address is another page, with nothing of the one before. */}
        <div class="page" key={`${address.path}?${address.query}`}>
          {route ? PAGE_AT[route.pattern]({ address, id: route.id }) : <NotFound />}
        </div>
      </main>
      <Footer />
    </VisitContext.Provider>
  );
}
