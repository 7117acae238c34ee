import { carryOutCompromise, planCompromise, rootController, rotateKey, setChanged } from '../composition/index.js';
import type { KeyRole } from '../keys/index.js';
import { EXIT, UsageError } from './command.js';
import { withService } from './instance.js';
import { recordKeyActs } from './key-acts.js';
import { assertTwoPeople, namedOfficers } from './officers.js';

export interface LifecycleValues {
  readonly issuer?: string | undefined;
  readonly lead?: string | undefined;
  readonly overlap?: string | undefined;
  readonly 'dry-run': boolean;
  readonly set?: string | undefined;
  readonly by?: string | undefined;
  readonly with?: string | undefined;
}

/** `keys rotate <role>` */
export async function rotate(role: KeyRole, { issuer, lead, overlap, by }: LifecycleValues): Promise<number> {
  if (role !== 'root' && issuer === undefined) throw new UsageError('Name the issuer: --issuer tesda, or a full DID.');
  // A root statement is made while both sign; the others are announced a day before they sign.
  const leadDays = days(lead, role === 'root' ? 0 : 1);
  const overlapDays = days(overlap, 7);
  const { made, ending } = await withService(async (service) => {
    const controller = controllerOf(role, issuer ?? '', service);
    const rotated = await rotateKey(service, { controller, role, leadDays, overlapDays });
    await recordKeyActs(service, 'key.create', [rotated.made], by);
    await recordKeyActs(service, 'key.retire', rotated.ending, by);
    return rotated;
  });
  console.log(`${made.id}\n  signs from ${made.validFrom}`);
  for (const key of ending) console.log(`${key.id}\n  signs until ${key.validUntil ?? ''}; what it signed stays good`);
  return EXIT.ok;
}

type Addressed = Parameters<Parameters<typeof withService>[0]>[0];

function controllerOf(role: KeyRole, issuer: string, { issuerDid, instance }: Addressed): string {
  if (role === 'root') return rootController(instance.addresses.publicUrl);
  return issuer.startsWith('did:') ? issuer : issuerDid(issuer);
}

function days(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 366)
    throw new UsageError('Days are whole numbers from 0 to 366.');
  return value;
}

/** `keys compromise <kid>` */
export async function compromise(keyId: string, since: Date, values: LifecycleValues): Promise<number> {
  return withService(async (service) => {
    const plan = await planCompromise(service, keyId, since);
    console.log(`${plan.signedSince.length} signed with this key since ${since.toISOString()} are in our register:`);
    for (const { number, kind, signedAt } of plan.signedSince) console.log(`  No. ${number}  ${kind}  ${signedAt}`);
    console.log(`${plan.honest.length} in force are borne out by intent and audit trail and are issued anew:`);
    for (const { number, kind } of plan.honest) console.log(`  No. ${number}  ${kind}`);
    if (plan.furtherForms > 0)
      console.log(`${plan.furtherForms} further forms of other certificates are made anew when their holders ask.`);
    for (const { number, why } of plan.left) console.log(`  not issued anew: No. ${number}, ${why}`);
    console.log(`set ${plan.set}`);
    if (values['dry-run']) {
      console.log('Nothing was changed. Both officers read this; then run it again with --set, --by and --with.');
      return EXIT.ok;
    }
    const officers = namedOfficers(values);
    await assertTwoPeople(officers, service);
    if (values.set !== plan.set) throw setChanged();
    const done = await carryOutCompromise(service, plan, officers);
    console.log(`The key is marked. ${done.made.id} signs from now on.`);
    for (const { from, to } of done.replaced) console.log(`  No. ${from} is replaced by No. ${to}`);
    for (const { number, refusals } of done.refused)
      console.log(`  No. ${number} is not replaced yet: ${refusals.map(({ code }) => code).join(' ')}`);
    if (done.accreditations > 0) console.log(`  ${done.accreditations} accreditations are signed anew`);
    if (service.instance.settings.rootKeys === 'offline')
      console.log(
        'Verifiers learn of it from the next signed list: run trust prepare, trust sign and trust publish NOW.',
      );
    return done.refused.length === 0 ? EXIT.ok : EXIT.failed;
  });
}
