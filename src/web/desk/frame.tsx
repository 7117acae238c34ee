import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { roleName, type DeskSay } from '../locales/desk/strings.js';
import { LanguageChoice, Mark, SkipLink } from '../parts/page-head.js';
import { ThemeChoice } from '../parts/theme-choice.js';
import { may, organizationOf, type Me } from './api/me.js';
import { SaveChip } from './chip.js';
import { useDesk } from './context.js';
import { Button, Link } from './parts/index.js';
import { usePlace } from './router.js';
import { isOpenTo, screens } from './screens.js';

interface FrameProps {
  readonly say: DeskSay;
  readonly language: string;
  readonly onChoose: (code: string) => void;
  readonly children: ComponentChildren;
}

/** Before somebody is signed in. */
export const PlainFrame = ({ say, language, onChoose, children }: FrameProps) => (
  <>
    <header class="top">
      <SkipLink>{say('desk.skip')}</SkipLink>
      <div class="top-row">
        <Brand say={say} />
        <LanguageChoice label={say('desk.language')} {...{ language, onChoose }} />
      </div>
    </header>
    <div class="plain-body">{children}</div>
  </>
);

interface DeskFrameProps extends FrameProps {
  /** Minutes; 0: the clock is right. */
  readonly clockOff: number;
  readonly onSignOut: () => void;
  readonly onOrganization: (me: Me) => void;
}

/** Head with who works for whom and whether the work is safe; navigation by role. */
export function DeskFrame({ say, language, onChoose, clockOff, onSignOut, onOrganization, children }: DeskFrameProps) {
  const { api, me } = useDesk();
  const { path } = usePlace();
  useEffect(() => {
    for (const screen of screens)
      if (screen.isForTheField === true && isOpenTo(screen, me)) void screen.load().catch(() => undefined);
    // What can be applied for must be known where somebody is registered without the network.
    if (may(me, 'application.fill')) void api.get('/api/assessment/qualifications').catch(() => undefined);
  }, [me.id, me.organizationId]);
  const [isOpen, setIsOpen] = useState(false);
  const shown = screens.filter((screen) => screen.inNavigation === true && isOpenTo(screen, me));
  // A screen below one of the navigation belongs to it.
  const here = shown.findLast(
    (screen) => path === screen.path || (screen.path !== '/desk' && path.startsWith(`${screen.path}/`)),
  );
  return (
    <>
      <header class="top">
        <SkipLink>{say('desk.skip')}</SkipLink>
        <div class="top-row">
          <button
            type="button"
            class="menu"
            aria-expanded={isOpen ? 'true' : 'false'}
            aria-controls="desk-nav"
            onClick={() => setIsOpen(!isOpen)}
          >
            <svg viewBox="0 0 24 24" class="icon" aria-hidden="true" focusable="false">
              <path d="M4 6h16M4 12h16M4 18h16" />
            </svg>
            <span>{say('desk.menu')}</span>
          </button>
          <Brand say={say} />
          <SaveChip />
        </div>
        {clockOff > 0 && (
          <p class="clock-off" role="alert">
            {say('clock.wrong', { n: clockOff })} <span class="code">D16</span>
          </p>
        )}
      </header>
      <div class="desk-body">
        <nav id="desk-nav" class={isOpen ? 'side open' : 'side'} aria-label={say('desk.nav')}>
          <Who onOrganization={onOrganization} />
          <ul onClick={() => setIsOpen(false)}>
            {shown.map((screen) => (
              <li key={screen.path}>
                <Link to={screen.path} current={screen === here}>
                  {say(screen.title)}
                </Link>
              </li>
            ))}
          </ul>
          <LanguageChoice label={say('desk.language')} {...{ language, onChoose }} />
          <ThemeChoice label={say('theme')} nameOf={(theme) => say(`theme.${theme}`)} />
          <Button kind="plain" onClick={onSignOut}>
            {say('desk.sign-out')}
          </Button>
        </nav>
        {children}
      </div>
    </>
  );
}

function Who({ onOrganization }: Pick<DeskFrameProps, 'onOrganization'>) {
  const { me, say, api } = useDesk();
  const place = organizationOf(me);
  const roles = (place?.roles ?? []).map((role) => roleName(say, role)).join(', ');
  return (
    <div class="who">
      <p class="who-name">
        <bdi>{me.displayName}</bdi>
      </p>
      <p class="quiet">{roles}</p>
      {me.organizations.length > 1 ? (
        <label>
          <span class="visually-hidden">{say('desk.organization')}</span>
          <select
            value={me.organizationId}
            onChange={(event) => {
              const organizationId = event.currentTarget.value;
              void api.post<Me>('/api/staff/me/organization', { organizationId }).then(onOrganization, () => undefined);
            }}
          >
            {me.organizations.map((organization) => (
              <option key={organization.id} value={organization.id}>
                {organization.name ?? say('role.instance-administrator')}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p class="quiet">
          <bdi>{place?.name ?? ''}</bdi>
        </p>
      )}
    </div>
  );
}

const Brand = ({ say }: { readonly say: DeskSay }) => (
  <Link to="/desk" class="brand">
    <Mark />
    <span>{say('desk.title')}</span>
  </Link>
);
