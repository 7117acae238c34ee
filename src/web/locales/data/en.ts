/** English of the lists that answers rest on, and their age. */
export const data = {
  'data.age': 'Data: {age} old · offices: {n}',
  'data.age.minutes': '{n, plural, one {# minute} other {# minutes}}',
  'data.age.hours': '{n, plural, one {# hour} other {# hours}}',
  'data.age.days': '{n, plural, one {# day} other {# days}}',
  'data.none': 'No list of offices yet. Connect once.',
  'data.offline': 'Offline. Using data from {date}.',
  'data.refresh': 'Refresh now',
  'data.title': 'Offices and data age',
  'data.lead':
    'Answers rest on signed lists that are kept on this device, so that a check works offline and nobody learns who is checked.',
  'data.version': 'List of offices {n}, issued {date}',
  'data.fetched': 'Fetched {time}, {age} ago.',
  'data.lists': 'Status lists kept: {n}',
  'data.status': 'Status list of {time}',
  'data.part.offices': 'Offices and their keys',
  'data.part.status': 'Cancelled and paused certificates',
  'data.part.frameworks': 'Qualification frameworks',
  'data.frameworks': 'Edition {version}, last compared with its sources on {date}.',
  'data.none.frameworks': 'Not on this device yet: level claims are not checked. Connect once.',
  'data.offices': 'Offices on the list: {n}',
} as const;
