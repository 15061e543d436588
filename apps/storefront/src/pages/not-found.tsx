import { Panel } from '../layout/panel.js';

export function NotFound() {
  return (
    <Panel
      heading="There is nothing here"
      action={
        <a class="button" href="/products">
          See all products
        </a>
      }
    >
      What you are looking for is not in the shop, or not any more.
    </Panel>
  );
}
