const VERDICTS = [
  'genuine-and-current',
  'genuine-but-expired',
  'suspended',
  'revoked',
  'replaced',
  'issuer-not-authorised',
  'altered',
  'cannot-confirm',
];

/** Shapes named in `components.schemas`. */
export const schemas = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'whatToDo'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', description: 'Stable code that can be read over the phone.' },
      whatToDo: { type: 'string' },
      refusals: { type: 'array', items: { type: 'object' } },
      reference: { type: 'string' },
    },
  },
  CheckResult: {
    type: 'object',
    required: ['id', 'answer', 'outcome', 'code', 'title', 'detail'],
    properties: {
      id: { type: 'string' },
      answer: { enum: ['integrity', 'authority', 'status', 'time', 'frameworks', 'holder'] },
      outcome: { enum: ['pass', 'info', 'warn', 'fail', 'unknown', 'not-applicable'] },
      code: { type: 'string' },
      title: { type: 'string' },
      detail: { type: 'string' },
      evidence: { type: 'object' },
      chain: {
        type: 'array',
        maxItems: 4,
        description:
          'Beside the authority answer: who let whom act, framework authority first; the trust list decides.',
        items: {
          type: 'object',
          required: ['by', 'for', 'from', 'until', 'outcome'],
          properties: Object.fromEntries(
            ['by', 'for', 'from', 'until', 'outcome'].map((member) => [member, { type: 'string' }]),
          ),
        },
      },
      source: { type: 'string' },
    },
  },
  VerificationReport: {
    type: 'object',
    required: ['verdict', 'sentence', 'whatToDo', 'checks', 'freshness', 'notProven'],
    properties: {
      verdict: { enum: VERDICTS },
      sentence: { type: 'string' },
      whatToDo: { type: 'string' },
      language: { type: 'string' },
      checkedAt: { type: 'string', format: 'date-time' },
      checks: { type: 'array', items: { $ref: '#/components/schemas/CheckResult' } },
      freshness: { type: 'object' },
      claims: { type: ['object', 'null'], description: 'Only what the closed schema let through; null when altered.' },
      items: { type: 'array', items: { $ref: '#/components/schemas/VerificationReport' } },
      foreign: { type: 'boolean' },
      notProven: { type: 'string' },
    },
  },
} as const;
