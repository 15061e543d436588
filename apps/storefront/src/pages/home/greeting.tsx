import type { Answer } from '@frontdesk/web-client';
import { api } from '../../api.js';
import { Note } from '../../layout/note.js';
import { PageHeading } from '../../layout/page-heading.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { OrderRows } from '../../orders/order-rows.js';
import { Recommendations } from '../../products/recommendations.js';
import { NotificationList } from '../account/notification-list.js';

const A_FEW = 3;

/** The front page of somebody who is known. */
export function Greeting() {
  const view = useView<Answer<'/api/home'>>((signal) => api.GET('/api/home', { signal }));
  return (
    <ViewOf view={view}>
      {({ user, orders, notifications, recommendations }) => (
        <>
          <header class="page-head greeting">
            <PageHeading title="Welcome back">Welcome back, {user.name.split(' ')[0]}</PageHeading>
            <p class="actions">
              <a class="button" href="/products">
                Browse all products
              </a>
              <a class="button quiet" href="/cart">
                Your cart
              </a>
            </p>
          </header>
          <div class="columns">
            <section class="box" aria-labelledby="latest-orders">
              <h2 id="latest-orders">Latest orders</h2>
              {orders ? (
                <OrderRows orders={orders.slice(0, A_FEW)} />
              ) : (
                <Note>Orders can't be shown at the moment.</Note>
              )}
              <p>
                <a href="/orders">All orders</a>
              </p>
            </section>
            <section class="box" aria-labelledby="news">
              <h2 id="news">News for you</h2>
              {notifications ? (
                <NotificationList notifications={notifications.slice(0, A_FEW)} />
              ) : (
                <Note>Notifications can't be shown at the moment.</Note>
              )}
            </section>
          </div>
          <Recommendations heading="Picked for you" cards={recommendations} />
        </>
      )}
    </ViewOf>
  );
}
