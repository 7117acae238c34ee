import type { ComponentType } from 'preact';
import { useDesk } from './context.js';
import { Link, Loading, Page } from './parts/index.js';
import { matchPath, usePlace, type Params } from './router.js';
import { isOpenTo, screens, type Screen, type ScreenProps } from './screens.js';
import { useLoad } from './use-load.js';

/** The screen of this address, when there is one and the role includes it. */
export function ScreenAt() {
  const { me, say } = useDesk();
  const { path } = usePlace();
  const found = screenOf(path);
  if (found === null)
    return (
      <Page title={say('desk.nothing-here')} key={path}>
        <p>{say('desk.nothing-here.text')}</p>
        <p>
          <Link to="/desk">{say('work.title')}</Link>
        </p>
      </Page>
    );
  const { screen, params } = found;
  if (!isOpenTo(screen, me))
    return (
      <Page title={say('desk.not-yours')} key={path}>
        <p>{say('desk.not-yours.text')}</p>
        <p>
          <Link to="/desk">{say('work.title')}</Link>
        </p>
      </Page>
    );
  return <Opened key={path} screen={screen} params={params} />;
}

function screenOf(path: string): { readonly screen: Screen; readonly params: Params } | null {
  for (const screen of screens) {
    const params = matchPath(screen.path, path);
    if (params !== null) return { screen, params };
  }
  return null;
}

const opened = new Map<Screen, ComponentType<ScreenProps>>();

function Opened({ screen, params }: { readonly screen: Screen; readonly params: Params }) {
  const { query } = usePlace();
  const loaded = useLoad(screen.path, async () => {
    const view = opened.get(screen) ?? (await screen.load()).default;
    opened.set(screen, view);
    return view;
  });
  return <Loading of={loaded}>{(View) => <View params={params} query={query} />}</Loading>;
}
