import { useDesk } from '../context.js';
import { FactSheet, type FactRow } from '../parts/index.js';
import { daysOf } from './accreditation-chain.js';
import { titlesOf, type Brief } from './accreditation-shapes.js';
import { Registered } from '../../parts/registered.js';

export type ProposedScope = Pick<
  Brief,
  'number' | 'subject' | 'grantedBy' | 'qualifications' | 'validFrom' | 'validUntil'
>;

/** What the second officer agrees to: for whom, for what, between which days. */
export function ScopeSheet({ scope }: { readonly scope: ProposedScope }) {
  const { say, language } = useDesk();
  const rows: readonly FactRow[] = [
    [say('accr.for'), scope.subject],
    [say('accr.number'), scope.number],
    [say('accr.qualifications'), <Registered>{titlesOf(scope.qualifications)}</Registered>],
    [say('word.when'), scope.validFrom === '' ? '' : daysOf(scope, language)],
    [say('accr.granted-by'), scope.grantedBy],
  ];
  return <FactSheet rows={rows} />;
}
