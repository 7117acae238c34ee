import { refusal, type Lint } from './lint.js';

/** The unsigned document already has the closed shape that verifiers will ask for, and carries no proof yet. */
export const schemaLint: Lint = {
  id: 'schema',
  code: 'L01',
  title: 'The credential has the published shape of its kind.',
  run: ({ document, kind }, { schemaGate }) => {
    const whatToDo = 'This is a fault of the service, not of the record. Report it with the code.';
    if (document['proof'] !== undefined) {
      return [refusal('L01', 'The credential already carries a proof.', whatToDo, '/proof')];
    }
    const result = schemaGate(document);
    if (result.kind === 'ours' && result.credentialKind === kind) return [];
    const pointers = result.kind === 'malformed' ? result.pointers : ['/credentialSchema'];
    return pointers.map((at) =>
      refusal('L01', 'The credential does not have the published shape of its kind.', whatToDo, at),
    );
  },
};
