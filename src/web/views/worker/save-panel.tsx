import { useState } from 'preact/hooks';
import type { Holder } from '../../check/share-desk.js';
import type { Layout, Opened } from '../../check/worker-desk.js';
import type { Say } from '../../locales/strings.js';
import { saveFile } from '../../save-file.js';
import { Icon } from '../icons.js';
import { WalletFiles } from './wallet-files.js';

interface SaveProps {
  readonly opened: Opened;
  readonly holder: Holder;
  readonly say: Say;
  readonly saving: Layout | null;
  readonly onPrint: (layout: Layout, withPhoto: boolean) => void;
}

const printed = ['card', 'a4', 'messenger'] as const;

/** Paper and pictures come from the service, proved readable; badges and the bare file are made on this device. */
export function SavePanel({ opened, holder, say, saving, onPrint }: SaveProps) {
  const { credential, qrSvg, photo } = opened;
  const [withPhoto, setWithPhoto] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const badge = async (kind: 'png' | 'svg'): Promise<void> => {
    try {
      const { pngBadge, svgBadge } = await import('../../check/badges.js');
      const file = kind === 'svg' ? svgBadge(qrSvg, credential) : await pngBadge(qrSvg, credential);
      saveFile(file, `skills-passport-badge.${kind}`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <section class="worker-part saves">
      {photo === null ? null : (
        <label class="choice">
          <input type="checkbox" checked={withPhoto} onChange={() => setWithPhoto(!withPhoto)} />
          <span>{say('photo.print')}</span>
        </label>
      )}
      <div class="actions">
        {printed.slice(0, 2).map((layout) => (
          <button key={layout} type="button" disabled={saving !== null} onClick={() => onPrint(layout, withPhoto)}>
            <Icon name="save" /> {say(saving === layout ? 'c.saving' : `c.${layout}`)}
          </button>
        ))}
      </div>
      <p class="quiet">{say('c.print.hint')}</p>
      <details class="more">
        <summary>{say('more.save')}</summary>
        <div class="actions">
          <button type="button" disabled={saving !== null} onClick={() => onPrint('messenger', false)}>
            {say('c.messenger')}
          </button>
          <button type="button" onClick={() => void badge('png')}>
            {say('c.badge.png')}
          </button>
          <button type="button" onClick={() => void badge('svg')}>
            {say('c.badge.svg')}
          </button>
          <button
            type="button"
            onClick={() =>
              saveFile(
                new Blob([JSON.stringify(credential)], { type: 'application/vc+ld+json' }),
                'skills-passport.json',
              )
            }
          >
            {say('c.raw')}
          </button>
        </div>
        <WalletFiles holder={holder} say={say} />
        {hasFailed ? <p class="notice">{say('service')}</p> : null}
      </details>
    </section>
  );
}
