import { ServiceError } from '../shared/index.js';

const refusal = (code: string, status: number, [title, whatToDo]: readonly [string, string]): ServiceError =>
  new ServiceError(code, { status, title, whatToDo });

export const unreadable = (): ServiceError =>
  refusal('accreditation-unreadable', 422, [
    'This is no accreditation credential.',
    'Use the file exactly as the framework authority published it.',
  ]);

export const unknownScope = (): ServiceError =>
  refusal('accreditation-scope-unknown', 409, [
    'This accreditation names no qualification revision of our catalogue.',
    'Ask the authority to name the qualifications by the addresses of this service.',
  ]);

export const notOurs = (): ServiceError =>
  refusal('accreditation-not-ours', 409, [
    'This accreditation is not for an awarding body of this service.',
    'Compare the DID it names with "issuer list".',
  ]);

export const notForeign = (): ServiceError =>
  refusal('accreditation-not-foreign', 409, [
    'This accreditation bears an address or an issuer of this service, or was taken over before.',
    'What is accredited here is accredited with "authority accredit". From elsewhere, ask the authority for one with an id of its own.',
  ]);

export const notAnAuthority = (): ServiceError =>
  notTrustedBecause('Who signed this is no framework authority: awarding bodies do not accredit each other.');

export const notTrusted = ({ isListed, isIntact }: { isListed: boolean; isIntact: boolean }): ServiceError =>
  notTrustedBecause(
    isListed
      ? isIntact
        ? 'This accreditation is suspended, revoked, or its status could not be read.'
        : 'The signature of this accreditation does not hold.'
      : 'No trust list names the framework authority that signed this.',
  );

const notTrustedBecause = (title: string): ServiceError =>
  refusal('accreditation-not-trusted', 409, [
    title,
    'Nothing was taken over. Recognise the operator of the authority first ("trust import"), or ask it.',
  ]);

export const takenAway = (): ServiceError =>
  refusal('accreditation-taken-away', 409, [
    'An accreditation of this body for the same qualifications is suspended, or was revoked after this one begins.',
    'A suspension is lifted with "authority reinstate". After a revocation, ask the authority for one that begins later.',
  ]);
