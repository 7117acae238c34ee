import { describe, expect, it, jest } from '@jest/globals';
import { writtenDate } from '../../../src/shared/index.js';

const day = new Date('2031-04-21T00:00:00Z');
const long = { dateStyle: 'long', timeZone: 'UTC' } as const;

describe('a date in the words of a reader', () => {
  it('is in English as on the cards', () => {
    expect(writtenDate(day, 'en', long)).toBe('21 April 2031');
  });

  it('is as the runtime writes it where it knows the language', () => {
    expect(writtenDate(day, 'ar', long)).toBe('21 أبريل 2031');
  });

  it('has Sinhala months where the runtime has none, as in Chromium, and numbers stay numbers', () => {
    const known = jest.spyOn(Intl.DateTimeFormat, 'supportedLocalesOf').mockReturnValue([]);
    try {
      expect(writtenDate(day, 'si', long)).toBe('21 අප්‍රේල් 2031');
      expect(writtenDate(day, 'si', { day: 'numeric', month: 'numeric', timeZone: 'UTC' })).toBe('21/04');
      expect(writtenDate(day, 'si', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' })).toBe(
        '00:00',
      );
      expect(writtenDate(day, 'sw', long)).toBe('21 April 2031');
    } finally {
      known.mockRestore();
    }
  });
});
