/** What a scanned, pasted or posted text is, by its looks alone. Nothing is decoded or opened here. */
export type Classified =
  | { readonly kind: 'json' }
  | { readonly kind: 'token'; readonly form: 'jwt' | 'sd-jwt'; readonly token: string }
  | { readonly kind: 'short-link'; readonly code: string }
  | { readonly kind: 'incomplete' }
  /** Digits, an address with digits, or something of another system: the SP1 reader tells these apart. */
  | { readonly kind: 'code' };

/** The short link is recognised on any host and then opened on ours: the printed host is never trusted. */
const SHORT_LINK = /^https?:\/\/[^/?#\s]+\/c\/([a-z2-7]{26})\/?$/i;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const SD_JWT = /^[\w-]+\.[\w-]+\.[\w-]+~[\w~.-]*$/;

export function classify(text: string): Classified {
  if (text === '') return { kind: 'incomplete' };
  if (text.startsWith('{')) return { kind: 'json' };
  const shortCode = SHORT_LINK.exec(text)?.[1];
  if (shortCode !== undefined) return { kind: 'short-link', code: shortCode.toLowerCase() };
  const token = text.replace(/\s+/g, '');
  if (SD_JWT.test(token)) return { kind: 'token', form: 'sd-jwt', token };
  if (JWT.test(token)) return { kind: 'token', form: 'jwt', token };
  return token.startsWith('eyJ') ? { kind: 'incomplete' } : { kind: 'code' };
}
