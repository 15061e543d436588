import type { PageAddress } from '../../navigation/page-address.js';
import { Loading } from '../../loading/loading.js';
import { useVisit } from '../../session/visitor.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Greeting } from './greeting.js';
import { Welcome } from './welcome.js';

/** The front page: one's own for who is logged in, and the catalogue for everybody else. */
export function Home({ address }: { address: PageAddress }) {
  const { visitor } = useVisit();
  if (visitor.state === 'unknown' || visitor.state === 'leaving') return <Loading />;
  if (visitor.state === 'known') return <Greeting />;
  return (
    <>
      <Welcome />
      <Catalogue search={{}} isReturn={address.isReturn} isBelowWelcome />
    </>
  );
}
