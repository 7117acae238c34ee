import type { Say, StringKey } from '../locales/strings.js';

const topics: readonly (readonly [StringKey, StringKey])[] = [
  ['help.paper', 'help.paper.text'],
  ['help.photo', 'help.photo.text'],
  ['help.look', 'help.look.text'],
  ['help.person', 'help.person.text'],
];

export const Help = ({ say }: { say: Say }) => (
  <main id="main" class="help" tabIndex={-1}>
    <h1>{say('help')}</h1>
    {topics.map(([title, text]) => (
      <section key={title} class="topic">
        <h2>{say(title)}</h2>
        <p>{say(text)}</p>
      </section>
    ))}
    <p>
      <a href="/" class="button primary">
        {say('scan.start')}
      </a>
    </p>
  </main>
);
