import type { VerificationReport } from '../verification/index.js';

const MARK: Readonly<Record<string, string>> = {
  pass: '✓',
  info: 'i',
  warn: '!',
  fail: '✕',
  unknown: '?',
  'not-applicable': '-',
};

/** The report as a person reads it in a terminal: sentence first, then the six answers. */
export function describeReport(report: VerificationReport, indent = ''): string {
  const { claims } = report;
  const lines = [
    `${indent}${report.verdict.toUpperCase()}`,
    `${indent}${report.sentence}`,
    ...(report.whatToDo ? [`${indent}▸ ${report.whatToDo}`] : []),
    ...(claims
      ? [
          `${indent}  ${claims.holder.name}${claims.holder.birthYear ? `, born ${claims.holder.birthYear}` : ''}, ${claims.title}${claims.number ? `, No. ${claims.number}` : ''}`,
        ]
      : []),
    ...report.checks.map(
      (check) => `${indent}  ${MARK[check.outcome] ?? '?'} ${check.title} ${check.detail}  ${check.code}`,
    ),
    ...report.items.flatMap((item) => ['', describeReport(item, `${indent}    `)]),
    ...(indent === '' ? ['', report.notProven] : []),
  ];
  return lines.join('\n');
}
