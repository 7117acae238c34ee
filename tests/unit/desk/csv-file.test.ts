import { describe, expect, it } from '@jest/globals';
import { csvFile } from '../../../src/desk/index.js';

const textOf = (cell: string | number | null): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile('a.csv', [[cell]]).bytes);

describe('a CSV file', () => {
  it.each([
    ['=HYPERLINK("http://a.example","x")', `"'=HYPERLINK(""http://a.example"",""x"")"`],
    ['+1+cmd', `'+1+cmd`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['  =1+1', `'  =1+1`],
    ['\t=1', `'\t=1`],
    ['\r=1', `"'\r=1"`],
    ['%0A=1', `'%0A=1`],
    ['|cmd', `'|cmd`],
    ['\u200b=1', `'\u200b=1`],
    ['＝1+1', `'＝1+1`],
  ])('never lets a spreadsheet calculate %j', (cell, expected) => {
    expect(textOf(cell)).toBe(`\ufeff${expected}\r\n`);
  });

  it.each([
    ['Jeddah, consulate', '"Jeddah, consulate"'],
    ['said "yes"', '"said ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['සිංහල', 'සිංහල'],
    [-12.5, '-12.5'],
    [null, ''],
  ])('keeps %j as it is', (cell, expected) => {
    expect(textOf(cell)).toBe(`\ufeff${expected}\r\n`);
  });
});
