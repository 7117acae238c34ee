import type { Say } from '../locales/strings.js';

/** At an address that is none of ours: no answer about a certificate, and the way back. */
export const Lost = ({ say }: { say: Say }) => (
  <main id="main" class="help" tabIndex={-1}>
    <h1>{say('lost')}</h1>
    <p>{say('lost.text')}</p>
    <p>
      <a href="/" class="button primary">
        {say('scan.start')}
      </a>
    </p>
  </main>
);
