import {
  assertBakeable,
  MAX_PICTURE_SIZE,
  MAX_TEXT_LENGTH,
  pictureUnusable,
  unreadable,
  type BakedReading,
} from './baked.js';

const OPEN = '<openbadges:credential';
const CLOSE = '</openbadges:credential>';
const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';
const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Puts a secured credential into an SVG as `<openbadges:credential>`, the first child of the root: JSON as CDATA, a compact
 * JWS in the `verify` attribute (Open Badges 3.0 section 5.3.2).
 * @throws ServiceError `badge-picture-unusable`: no SVG, too large, or a credential is in it already.
 */
export function bakeSvg(svg: string, text: string): string {
  assertBakeable(svg.length, text);
  if (svg.includes(OPEN)) throw pictureUnusable('The picture carries a credential already.');
  const at = endOfRootTag(svg);
  if (at === null) throw pictureUnusable('The picture is not an SVG.');
  const namespace = `xmlns:openbadges="${NAMESPACE}"`;
  // "]]>" would end the section early, so it is divided between two.
  const element = JWS.test(text)
    ? `${OPEN} ${namespace} verify="${text}"/>`
    : `${OPEN} ${namespace}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>${CLOSE}`;
  return svg.slice(0, at) + element + svg.slice(at);
}

/**
 * Finds the credential in an SVG by text search alone: no XML parser, so no entities and nothing to fetch. `none` when the
 * element is not there.
 */
export function readBakedSvg(svg: string): BakedReading {
  if (svg.length > MAX_PICTURE_SIZE) return unreadable('too-large');
  const start = svg.indexOf(OPEN);
  if (start < 0) return { kind: 'none' };
  if (svg.includes(OPEN, start + 1)) return unreadable('two-credentials');
  const tagEnd = endOfTag(svg, start);
  if (tagEnd === null) return unreadable('damaged');
  const token = /\sverify\s*=\s*["']([\w.-]*)["']/.exec(
    svg.slice(start, Math.min(tagEnd, start + 2 * MAX_TEXT_LENGTH)),
  );
  if (token) return token[1] !== undefined && JWS.test(token[1]) ? readText(token[1]) : unreadable('damaged');
  const close = svg.indexOf(CLOSE, tagEnd);
  return close < 0 ? unreadable('damaged') : readText(characters(svg.slice(tagEnd, close)));
}

function readText(text: string | null): BakedReading {
  if (text === null) return unreadable('damaged');
  return text.length > MAX_TEXT_LENGTH ? unreadable('too-large') : { kind: 'text', text };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Character data of an element without children: CDATA sections as they are, the five predefined entities decoded. */
function characters(content: string): string | null {
  let text = '';
  let rest = content;
  for (let cdata = rest.indexOf('<![CDATA['); cdata >= 0; cdata = rest.indexOf('<![CDATA[')) {
    const end = rest.indexOf(']]>', cdata);
    const before = plain(rest.slice(0, cdata));
    if (end < 0 || before === null) return null;
    text += before + rest.slice(cdata + 9, end);
    rest = rest.slice(end + 3);
  }
  const after = plain(rest);
  return after === null ? null : (text + after).trim();
}

function plain(text: string): string | null {
  if (text.includes('<') || /&(?!(?:lt|gt|amp|quot|apos);)/.test(text)) return null;
  return text.replace(/&(\w+);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}

/** Position after the root's start tag; null when the text does not begin like an SVG document. */
function endOfRootTag(svg: string): number | null {
  let at = svg.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    while (/\s/.test(svg.charAt(at))) at++;
    const closing = svg.startsWith('<?', at) ? '?>' : svg.startsWith('<!--', at) ? '-->' : null;
    if (closing === null) break;
    const end = svg.indexOf(closing, at);
    if (end < 0) return null;
    at = end + closing.length;
  }
  if (!/^<svg[\s>]/.test(svg.slice(at, at + 5))) return null;
  const end = endOfTag(svg, at);
  return end === null || svg[end - 2] === '/' ? null : end;
}

/** Position after the `>` that ends the tag at `start`; one inside quotes does not count. */
function endOfTag(svg: string, start: number): number | null {
  let quote: string | null = null;
  for (let at = start; at < svg.length; at++) {
    const char = svg.charAt(at);
    if (quote !== null) {
      if (char === quote) quote = null;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
  }
  return null;
}
