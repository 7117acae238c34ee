import { describe, expect, it } from '@jest/globals';
import { readTable } from '../../../src/web/desk/local/read-table.js';

const read = (content: string | Uint8Array<ArrayBuffer>) => readTable(new Blob([content]));
const columns = ['Surname', 'First name'];

describe('a list of candidates from a file', () => {
  it.each([
    ['commas', 'Surname,First name\nReyes,Ana\n'],
    ['semicolons', 'Surname;First name\r\nReyes;Ana\r\n'],
    ['tabs', 'Surname\tFirst name\nReyes\tAna'],
    ['a mark in front', '\ufeffSurname,First name\nReyes,Ana\n'],
    ['a line that names the separator', '\ufeffsep=;\r\nSurname;First name\r\nReyes;Ana\r\n'],
    ['empty rows at the end', 'Surname,First name\nReyes,Ana\n,\n\n , \n'],
  ])('is read with %s', async (_what, text) => {
    expect(await read(text)).toEqual({ columns, rows: [['Reyes', 'Ana']] });
  });

  it('is read in the letters of its encoding', async () => {
    const utf16 = Buffer.from('\ufeffSurname,First name\nපෙරේරා,Ana', 'utf16le');
    expect((await read(new Uint8Array(utf16)))?.rows).toEqual([['පෙරේරා', 'Ana']]);
    const windows = Buffer.from('Surname,First name\nPeña,Ana', 'latin1');
    expect((await read(new Uint8Array(windows)))?.rows).toEqual([['Peña', 'Ana']]);
  });

  it('keeps empty rows in between, so that problems name rows as the spreadsheet does', async () => {
    const rows = (await read('Surname,First name\nReyes,Ana\n\nCruz,Liza\n'))?.rows;
    expect(rows).toEqual([['Reyes', 'Ana'], [''], ['Cruz', 'Liza']]);
  });

  it('is refused when it is none', async () => {
    expect(await read('Surname,First name\n"Reyes,Ana\n')).toBeNull();
    expect(await read('')).toBeNull();
  });
});
