import { parseArgs } from 'node:util';
import { fsck, resume, setStopSwitch, type AuditRow } from '../issuance/index.js';
import { verifyAuditChain } from '../storage/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';

export const fsckCommand: Command = {
  name: 'fsck',
  usage: 'fsck [--json]',
  about:
    'Re-verifies everything issued: signatures, hashes, intents, numbers, status entries, audit chain. Exit 0 when all is well, 1 with findings.',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const report = await withService((service) => fsck(service.issuance, brokenLink));
    if (values.json) console.log(JSON.stringify(report, null, 2));
    else {
      console.log(
        `${report.credentials} signed credentials, ${report.intents} intents, ${report.auditRows} audit rows: ${report.findings.length} findings.`,
      );
      for (const finding of report.findings) console.log(`  ${finding.code}  ${finding.where}`);
      for (const { after, from, to } of report.pauses)
        console.log(
          `  note: nothing between ${from} (entry ${after}) and ${to}. A pause, or the clock was ahead from then on.`,
        );
    }
    return report.findings.length === 0 ? EXIT.ok : EXIT.failed;
  },
};

function brokenLink(rows: readonly AuditRow[], previous: AuditRow | null): number | null {
  const verdict = previous === null ? verifyAuditChain(rows) : verifyAuditChain(rows, previous);
  return verdict.ok ? null : verdict.sequence;
}

export const resumeCommand: Command = {
  name: 'resume',
  usage: 'resume',
  about: 'Finishes what a crash left unfinished in the issuance cycle.',
  run: async () => {
    const { finished, voided, failed } = await withService((service) => resume(service.issuance));
    console.log(`${finished} finished, ${voided} voided, ${failed.length} left as they were.`);
    for (const { intentId, code } of failed) console.log(`  ${code}  intent ${intentId}`);
    return failed.length === 0 ? EXIT.ok : EXIT.failed;
  },
};

export const stopCommand: Command = {
  name: 'stop-switch',
  usage: 'stop-switch <on|off> --by OFFICER',
  about: 'Stops every new signature at once, or allows them again.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { by: { type: 'string' } },
    });
    const [wish] = positionals;
    const { by } = values;
    if ((wish !== 'on' && wish !== 'off') || !by) throw new UsageError('Say stop-switch on or off, and --by who.');
    await withService((service) => setStopSwitch(wish === 'on', by, service.issuance));
    console.log(wish === 'on' ? 'Issuing is stopped.' : 'Issuing is allowed.');
    return EXIT.ok;
  },
};
