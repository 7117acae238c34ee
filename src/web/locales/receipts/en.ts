/** English of receipts of a check, signed and unsigned. */
export const receipts = {
  'receipt.title': 'Verification receipt',
  'receipt.unsigned':
    'Unsigned. Made on the device of the person who checked, {time}. To check again, open {host} yourself and scan the code.',
  'receipt.sign': 'Get a signed receipt',
  'receipt.sign.what':
    'The service checks again and signs its answer. We send the id and the fingerprint of the certificate, no name. The service learns that it was checked.',
  'receipt.signed': 'Signed by {host} on {time}.',
  'receipt.save': 'Save the signed receipt',
  'receipt.offline': 'Not signed: the service could not be reached.',
  'receipt.elsewhere': 'Not signed: this service did not issue this certificate.',
  'receipt.check': 'Check a receipt',
  'receipt.check.lead': 'Paste the signed receipt, or open its file.',
  'receipt.genuine': 'This receipt was signed by {host} and was not changed.',
  'receipt.bad': 'This is not a receipt of this service, or it was changed.',
  'receipt.then': 'On {time} the answer was: {verdict}.',
  'receipt.now': 'Much can happen since. For an answer of today, check the certificate itself.',
  'receipt.hash': 'Fingerprint of the certificate: {hash}',
  'receipt.file': 'Open a file',
} as const;
