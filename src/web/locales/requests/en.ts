/** English of what the worker asks for: a correction, a renewal. */
export const requests = {
  'fix.title': 'Something is wrong? Ask us to correct it.',
  'fix.what': 'What is wrong?',
  'fix.name': 'My name',
  'fix.birth': 'My birth date',
  'fix.award': 'The qualification or a unit',
  'fix.other': 'Something else',
  'fix.send': 'Send request',
  'fix.received': 'Received {date}, answer by {until}.',
  'fix.answered': 'Answered {date}.',
  'renew.title': 'How to renew, and when',
  'renew.from': 'You can renew from {date}.',
  'renew.none': 'This certificate has no end date: you need not renew it.',
  'renew.how':
    'Bring this certificate and proof of your work to an assessment centre or a mission. The office tells you which assessment you need.',
  'renew.ask': 'Ask about renewal',
} as const;
