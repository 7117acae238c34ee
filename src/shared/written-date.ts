type Style = Intl.DateTimeFormatOptions;

/**
 * Months of languages that Chromium does not carry; a card in Sinhala must not be read with English months. Literals only:
 * what is built by a call would be carried by every page that imports anything from here.
 */
const ownMonths: Readonly<Partial<Record<string, readonly string[]>>> = {
  si: ['ජනවාරි', 'පෙබරවාරි', 'මාර්තු', 'අප්‍රේල්', 'මැයි', 'ජූනි', 'ජූලි', 'අගෝස්තු', 'සැප්තැම්බර්', 'ඔක්තෝබර්', 'නොවැම්බර්', 'දෙසැම්බර්'],
};

const formatOf = (locale: string, style: Style): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(`${locale}-u-nu-latn`, style);

/**
 * A date in the words of `language` and Latin digits, as on the cards. Where the runtime does not know the language, day
 * and year stand as in English, with the month in the reader's own word as far as we have it.
 */
export function writtenDate(date: Date, language: string, style: Style): string {
  const isKnown = language !== 'en' && Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  const text = isKnown ? formatOf(language, style).format(date) : '';
  // Some browsers know a language but not its months and write 'M11'.
  if (isKnown && !/\bM\d\d\b/.test(text)) return text;
  return inEnglishOrder(date, style, ownMonths[language]);
}

function inEnglishOrder(date: Date, style: Style, months: readonly string[] = []): string {
  const { timeZone } = style;
  const month = Number(formatOf('en-GB', { month: 'numeric', ...(timeZone ? { timeZone } : {}) }).format(date));
  return formatOf('en-GB', style)
    .formatToParts(date)
    .map(({ type, value }) => (type === 'month' && !/\d/.test(value) ? (months[month - 1] ?? value) : value))
    .join('');
}
