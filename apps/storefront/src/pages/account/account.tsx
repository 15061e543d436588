import type { Answer } from '@frontdesk/web-client';
import { api } from '../../api.js';
import { Note } from '../../layout/note.js';
import { PageHeading } from '../../layout/page-heading.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { OrderRows } from '../../orders/order-rows.js';
import { NotificationList } from './notification-list.js';
import { ProfileSection } from './profile-section.js';

/** All about somebody: profile, orders, notifications and payment methods. */
export function Account() {
  const view = useView<Answer<'/api/account'>>((signal) => api.GET('/api/account', { signal }));
  return (
    <ViewOf view={view}>
      {({ profile, orders, notifications, paymentMethods }) => (
        <>
          <PageHeading>Your account</PageHeading>
          <div class="columns">
            <div class="stack">
              <ProfileSection profile={profile} />
              <section class="box" aria-labelledby="payment-methods">
                <h2 id="payment-methods">Payment methods</h2>
                {!paymentMethods && <Note>Payment methods can't be shown at the moment.</Note>}
                {paymentMethods?.length === 0 && <Note>There are none yet.</Note>}
                <ul class="rows">
                  {paymentMethods?.map(({ id, kind, last4, expiresAt, isDefault }) => (
                    <li key={id}>
                      <span>
                        <span class="kind">{kind}</span> ending in {last4}
                      </span>
                      <span class="faint">
                        {isDefault && 'usual one, '}until {expiresAt}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
              <section class="box" aria-labelledby="notifications">
                <h2 id="notifications">Notifications</h2>
                {notifications ? (
                  <NotificationList notifications={notifications} />
                ) : (
                  <Note>Notifications can't be shown at the moment.</Note>
                )}
              </section>
            </div>
            <section class="box" aria-labelledby="orders">
              <h2 id="orders">Orders</h2>
              {orders ? <OrderRows orders={orders} /> : <Note>Orders can't be shown at the moment.</Note>}
              <p>
                <a href="/orders">All orders</a>
              </p>
            </section>
          </div>
        </>
      )}
    </ViewOf>
  );
}
