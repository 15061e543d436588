import { useEffect, useRef } from 'preact/hooks';
import { AddressFields } from '../../forms/address-fields.js';
import { Note } from '../../layout/note.js';
import type { CheckoutPage } from './checkout.js';
import { refusalWords } from './refusal-words.js';
import type { Placing } from './use-placing.js';

interface FormParts {
  readonly page: CheckoutPage;
  readonly placing: Placing;
}

export function CheckoutForm({ page: { customer, paymentMethods, total }, placing }: FormParts) {
  const refusal = useRef<HTMLDivElement>(null);
  const { state, reason } = placing;
  useEffect(() => {
    if (state === 'refused') refusal.current?.focus();
  }, [state]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const entries = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(entries.get(name) ?? '');
    placing.place({
      paymentMethodId: text('paymentMethodId'),
      address: {
        street: text('street'),
        city: text('city'),
        postalCode: text('postalCode'),
        country: text('country'),
      },
    });
  };
  const canPay = paymentMethods !== null && paymentMethods.length > 0;
  return (
    <form class="checkout" onSubmit={submit}>
      {state === 'refused' && (
        <div class="note bad" role="alert" tabIndex={-1} ref={refusal}>
          <strong>This was not ordered.</strong> {refusalWords(reason)}
          {reason !== 'payment-declined' && (
            <>
              {' '}
              <a href="/cart">Back to the cart</a>
            </>
          )}
        </div>
      )}
      <fieldset class="box">
        <legend>Where it goes</legend>
        <AddressFields address={customer.address} />
      </fieldset>
      <fieldset class="box">
        <legend>How it is paid</legend>
        {paymentMethods === null && (
          <Note>Payment methods can't be shown at the moment. Please try again later.</Note>
        )}
        {paymentMethods?.length === 0 && <Note>There is no payment method in your account.</Note>}
        <div class="choices">
          {paymentMethods?.map(({ id, kind, last4, expiresAt, isDefault }) => (
            <label key={id} class="choice">
              <input type="radio" name="paymentMethodId" value={id} required defaultChecked={isDefault} />
              <span>
                <span class="kind">{kind}</span> ending in {last4}
                <span class="faint"> until {expiresAt}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" class="wide" disabled={!canPay}>
        {total ? 'Order and pay' : 'Order at the price of today'}
      </button>
    </form>
  );
}
