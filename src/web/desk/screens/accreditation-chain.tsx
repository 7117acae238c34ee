import { useDesk } from '../context.js';
import { FactSheet, Notice } from '../parts/index.js';
import { calendarDay, dayOf } from '../words.js';
import { titlesOf, type AccreditationFile, type Brief, type ChainLink, type Paper } from './accreditation-shapes.js';
import { wordOf } from './officer-words.js';
import { StateMark } from './status-register.js';

/** The accreditation and what it rests on, up to whom nobody here accredits, with what was signed at each step. */
export function AccreditationChain({ file }: { readonly file: AccreditationFile }) {
  const { say } = useDesk();
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">{say('accr.chain')}</h2>
      <p>{say('accr.chain.lead')}</p>
      <ol class="approvals">
        {file.links.map((link) => (
          <li key={link.accreditation.id}>
            <Step link={link} />
          </li>
        ))}
        {file.top !== null && (
          <li>
            <Top top={file.top} />
          </li>
        )}
      </ol>
    </section>
  );
}

/** Nobody took it back, but today is not one of its days: then it is not called in force. */
export function Standing({ link: { accreditation, holdsToday } }: { readonly link: ChainLink }) {
  const { say } = useDesk();
  return (
    <>
      {(holdsToday || accreditation.state !== 'active') && <StateMark state={accreditation.state} />}{' '}
      {!holdsToday && <span class="mark caution">! {say('accr.chain.holds-not')}</span>}
    </>
  );
}

function Step({ link }: { readonly link: ChainLink }) {
  const { say, language } = useDesk();
  const { accreditation, notCovered } = link;
  return (
    <article>
      <h3>
        <bdi>{accreditation.subject}</bdi>
      </h3>
      <p>
        {wordOf(say, 'accr.role', accreditation.role)} · <bdi dir="ltr">{accreditation.number}</bdi> ·{' '}
        {daysOf(accreditation, language)}
      </p>
      <p>
        <Standing link={link} />
      </p>
      {notCovered.length > 0 && (
        <Notice kind="caution" title={say('accr.chain.uncovered', { titles: notCovered.join(', ') })} />
      )}
      <p>
        {say('accr.granted-by')}: <bdi>{accreditation.grantedBy}</bdi>
      </p>
      <Papers link={link} />
    </article>
  );
}

export const daysOf = ({ validFrom, validUntil }: Pick<Brief, 'validFrom' | 'validUntil'>, language: string): string =>
  `${calendarDay(validFrom, language)} – ${calendarDay(validUntil, language)}`;

function Papers({ link: { accreditation, papers } }: { readonly link: ChainLink }) {
  const { say } = useDesk();
  if (accreditation.subjectType === 'person') return <p class="quiet">{say('accr.paper.person')}</p>;
  if (papers.length === 0) return <p class="quiet">{say('accr.paper.none')}</p>;
  return papers.map((paper) => <PaperSheet key={paper.credentialId} paper={paper} />);
}

/** What the signed credential says, not what the register says. */
export function PaperSheet({ paper }: { readonly paper: Paper }) {
  const { say, language } = useDesk();
  const rows: readonly (readonly [string, string])[] = [
    [say('accr.number'), paper.number],
    [say('accr.paper.holder'), [paper.holder.name, paper.holder.id].join(' · ')],
    [say('word.qualification'), titlesOf(paper.qualifications)],
    [say('accr.from'), paper.from === '' ? '' : calendarDay(paper.from, language)],
    [say('accr.until'), paper.until === '' ? '' : calendarDay(paper.until, language)],
    [say('accr.paper.by'), paper.issuer],
    [say('accr.paper.key'), paper.key],
    [say('accr.paper.signed'), dayOf(paper.signedAt, language)],
    [say('accr.paper.rests'), paper.authorizedBy],
  ];
  return (
    <details>
      <summary>{say('accr.paper')}</summary>
      <FactSheet rows={rows}>
        <div>
          <dt>{say('accr.paper.address')}</dt>
          <dd>
            <a href={paper.credentialId} target="_blank" rel="noreferrer">
              <bdi dir="ltr">{paper.credentialId}</bdi>
            </a>
          </dd>
        </div>
      </FactSheet>
    </details>
  );
}

function Top({ top }: { readonly top: NonNullable<AccreditationFile['top']> }) {
  const { say } = useDesk();
  const isAuthority = top.type === 'framework-authority';
  return (
    <article>
      <h3>{say('accr.chain.top', { name: top.name })}</h3>
      <p>{say(isAuthority ? 'accr.chain.top.framework-authority' : 'accr.chain.top.other')}</p>
      {top.did !== null && (
        <p class="quiet">
          <bdi dir="ltr">{top.did}</bdi>
        </p>
      )}
    </article>
  );
}
