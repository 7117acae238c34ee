import { useDesk } from '../context.js';
import { Page } from '../parts/index.js';

export default function WorkList() {
  const { say, me } = useDesk();
  return (
    <Page title={say('work.title')}>
      <p>{me.displayName}</p>
    </Page>
  );
}
