import { parseArgs } from 'node:util';
import type { Service } from '../app.js';
import {
  changeCertificateStatus,
  changePassportStatus,
  markReplaced,
  withdrawExperience,
  type IssuedKind,
} from '../issuance/index.js';
import { reasonClasses, ServiceError, type ReasonClass } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';
import { assertTwoPeople } from './officers.js';

const EVENTS = [
  'suspend',
  'reinstate',
  'revoke',
  'replace',
  'report-lost',
  'unblock',
  'reissue',
  'close',
  'withdraw',
] as const;
type Event = (typeof EVENTS)[number];

const OPTIONS = {
  reason: { type: 'string' },
  by: { type: 'string' },
  with: { type: 'string' },
  successor: { type: 'string' },
  'identity-checked': { type: 'boolean', default: false },
} as const;

/** What the operator asked for. */
interface Wish {
  readonly event: Event;
  readonly reasonClass: ReasonClass;
  readonly actorId: string;
  readonly secondActorId: string | null;
  readonly successor: string | null;
  readonly identityChecked: boolean;
}

/** What a number or an id stands for. */
interface Issued {
  readonly kind: 'certificate' | 'experience' | 'passport';
  readonly id: string;
}

export const statusCommand: Command = {
  name: 'status',
  usage:
    'status <event> <number or id> --reason CLASS --by OFFICER [--with OFFICER] [--successor NUMBER] [--identity-checked]',
  about: `Changes the status of something issued and publishes the lists at once.
The number is the one on the paper; the id is that of the certificate, passport, experience record or credential.
  certificate         suspend, reinstate, revoke; replace --successor NUMBER
  passport            report-lost, unblock --identity-checked, reissue [--successor NUMBER], close
  experience          withdraw
Two different officers are needed (--with names the second one) unless the holder asked for it (R27).
Reasons: ${reasonClasses.join(', ')}.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const event = EVENTS.find((entry) => entry === positionals[0]);
    const reference = positionals[1]?.replace(/\s/g, '');
    if (!event || !reference) throw new UsageError('Say what to do and with which number or id.');
    const reasonClass = reasonClasses.find((entry) => entry === values.reason);
    if (!reasonClass || !values.by)
      throw new UsageError('Give --reason and --by; two officers are needed: --with names the second.');
    const wish: Wish = {
      event,
      reasonClass,
      actorId: values.by,
      secondActorId: values.with ?? null,
      successor: values.successor ?? null,
      identityChecked: values['identity-checked'],
    };
    const changed = await withService(async (service) => {
      const { actorId, secondActorId } = wish;
      if (secondActorId !== null && reasonClass !== 'holder-request')
        await assertTwoPeople({ actorId, secondActorId }, service);
      const issued = await find(service, reference);
      return { ...issued, state: await change(service, issued, wish) };
    });
    console.log(`The ${changed.kind} ${reference} is now ${changed.state}. The status lists are published.`);
    return EXIT.ok;
  },
};

async function change(service: Service, { kind, id }: Issued, wish: Wish): Promise<string> {
  switch (kind) {
    case 'certificate':
      return changeCertificate(service, id, wish);
    case 'passport':
      return changePassport(service, id, wish);
    case 'experience': {
      if (wish.event !== 'withdraw' && wish.event !== 'revoke')
        throw new UsageError('An experience record can only be withdrawn.');
      const { reasonClass, actorId, secondActorId } = wish;
      const request = { experienceId: id, reason: reasonClass, reasonClass, actorId, secondActorId };
      return (await withdrawExperience(request, service.issuance)).state;
    }
  }
}

async function changeCertificate(service: Service, certificateId: string, wish: Wish): Promise<string> {
  const { event, reasonClass, actorId, secondActorId } = wish;
  if (event === 'suspend' || event === 'reinstate' || event === 'revoke') {
    const request = { certificateId, event, reasonClass, actorId, secondActorId };
    return (await changeCertificateStatus(request, service.issuance)).state;
  }
  if (event !== 'replace' || wish.successor === null || secondActorId === null)
    throw new UsageError(
      'A certificate can be suspended, reinstated, revoked, or replaced: then name --successor and --with.',
    );
  const successor = await find(service, wish.successor);
  const actors = { actorId, secondActorId };
  return (await markReplaced(certificateId, successor.id, actors, service.issuance)).state;
}

async function changePassport(service: Service, passportId: string, wish: Wish): Promise<string> {
  const { event, reasonClass, actorId, secondActorId, identityChecked } = wish;
  const of = { passportId, actorId };
  const { issuance } = service;
  switch (event) {
    case 'report-lost':
      return (await changePassportStatus({ ...of, event }, issuance)).state;
    case 'unblock':
      return (await changePassportStatus({ ...of, event, identityChecked }, issuance)).state;
    case 'reissue': {
      const successor = wish.successor === null ? {} : { successorId: (await find(service, wish.successor)).id };
      return (await changePassportStatus({ ...of, event, ...successor }, issuance)).state;
    }
    case 'close':
    case 'revoke':
      return (await changePassportStatus({ ...of, event: 'close', reasonClass, secondActorId }, issuance)).state;
    default:
      throw new UsageError('A passport can be reported lost, unblocked, reissued or closed.');
  }
}

const KINDS: Readonly<Record<IssuedKind, Issued['kind']>> = {
  'national-certificate': 'certificate',
  'certificate-of-competency': 'certificate',
  'nvq-certificate': 'certificate',
  'record-of-achievement': 'certificate',
  'confirmed-experience': 'experience',
  passport: 'passport',
};

/** Everything issued has an intent with its number, its subject and its credential: one place for all kinds. */
async function find(service: Service, reference: string): Promise<Issued> {
  const { intents } = service.instance.store.read;
  for (const filter of [{ number: reference }, { subjectId: reference }, { credentialId: reference }]) {
    const [intent] = await intents.find({ ...filter, state: ['signed', 'published'] }, { limit: 1 });
    if (intent) return { kind: KINDS[intent.kind], id: intent.subjectId };
  }
  throw new ServiceError('not-found', {
    status: 404,
    title: 'Nothing that was issued has this number or id.',
    whatToDo: 'Check the digits against the paper.',
  });
}
