import { describe, expect, it } from '@jest/globals';
import { createSafeFetch, isPublicAddress } from '../../src/net/index.js';

/** Every way of writing 127.0.0.1, 169.254.169.254 and 10.0.0.1 that some parser somewhere accepts. */
function spellings(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number): string => `0x${value.toString(16)}`;
  const octal = (value: number): string => `0${value.toString(8)}`;
  const group = (high: number, low: number): string => (high * 256 + low).toString(16);
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    hex(whole).toUpperCase().replace('0X', '0x'),
    octal(whole),
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${hex(a)}.${b}.${octal(c)}.${d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${hex(a)}.${hex((b * 256 + c) * 256 + d)}`,
    [a, b, c, d].map((part) => String(part).padStart(3, '0')).join('.'),
    `[::ffff:${address}]`,
    `[::ffff:${group(a, b)}:${group(c, d)}]`,
    `[0:0:0:0:0:ffff:${group(a, b)}:${group(c, d)}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${group(a, b)}:${group(c, d)}::1]`,
    `%31%32%37.${b}.${c}.${d}`,
    address.replaceAll('.', '%2e'),
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    [...address].map((char) => (/\d/.test(char) ? String.fromCodePoint(0xff10 + Number(char)) : char)).join(''),
    [...address].map((char) => (/[1-9]/.test(char) ? String.fromCodePoint(0x2460 + Number(char) - 1) : char)).join(''),
    `${address}.nip.io`,
    `${address.replaceAll('.', '-')}.nip.io`,
    `a.${address}.sslip.io`,
    `${address.replaceAll('.', '-')}.sslip.io`,
    `${address}.xip.io`,
    `${address.replaceAll('.', '-')}.traefik.me`,
    `user@${address}`,
    `user:secret@${address}`,
    `public.example@${address}`,
    `public.example%40${address}`,
    `${address}@public.example`,
    `public.example\\@${address}`,
    `${address}#@public.example`,
    `${address}?@public.example`,
    `${address}:443`,
    `${address}:80`,
    `${address}%00.public.example`,
    `${address} public.example`,
    `\t${address}`,
    `${address}\n`,
  ];
}

const hosts = [
  ...[
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.100.100.200',
  ].flatMap(spellings),
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost.localdomain',
  'a.localhost',
  'metadata.google.internal',
  'printer.local',
  'router.lan',
  'nas.home.arpa',
  'db.corp',
  'intranet',
  'hidden.onion',
  '1.0.0.127.in-addr.arpa',
  'localtest.me',
  'a.lvh.me',
  '7f000001.c0a80001.rbndr.us',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[fe80::1]',
  '[fe80::1%25eth0]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[2606:4700:4700::1111]',
  '1.1.1.1',
  '8.8.8.8',
  '',
  '.',
  '..',
  '-a.example',
  'a-.example',
  'a..example',
  'exa mple.com',
  'example.com:8443',
  'example.com:22',
  'example.com:0',
  'example.com:443443',
  'example.com:-1',
  'example.com:4 43',
  'ex%61mple.com',
  'exämple.com',
  'еxample.com',
  'example.123',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
];

const urls = [
  ...hosts.map((host) => `https://${host}/did.json`),
  'http://example.com/',
  'HTTP://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'file://example.com/etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'data:application/json,{}',
  'blob:https://example.com/x',
  'javascript:alert(1)',
  'jar:https://example.com!/x',
  'ws://example.com/',
  'wss://example.com/',
  '//example.com/',
  '/did.json',
  'example.com',
  'https:example.com',
  'https:/example.com',
  'https:///example.com',
  'https://',
  'https://?',
  'https://#',
  ' https://example.com/',
  'https://example.com/ x',
  'https://example.com/\r\nHost: inside',
  'https://example.com/\u0000',
  'https://example.com\\@127.0.0.1/',
  'https:\\\\127.0.0.1\\',
  `https://example.com/${'a'.repeat(2_048)}`,
  'https://example.com/é',
];

describe('hostile addresses', () => {
  it('has hundreds of them', () => {
    expect(new Set(urls).size).toBeGreaterThan(400);
  });

  it('refuses every one before a name is looked up or a socket opened', async () => {
    const looked: string[] = [];
    const opened: string[] = [];
    const fetch = createSafeFetch({
      lookup: async (hostname) => {
        looked.push(hostname);
        return [{ address: '93.184.216.34', family: 4 }];
      },
      connector: (options) => {
        opened.push(options.hostname);
      },
    });
    const accepted: string[] = [];
    for (const url of urls) {
      const result = await fetch(url, 'did-document');
      if (result.ok || !['bad-url', 'refused-address'].includes(result.code)) accepted.push(url);
    }
    expect({ accepted, looked, opened }).toEqual({ accepted: [], looked: [], opened: [] });
  });

  it.each([
    '0.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.0',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    '64:ff9b::808:808',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:10::1',
    '2001:1ff::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2620:4f:8000::1',
    '3fff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    'fec0::1',
    'ff02::1',
    '',
    'localhost',
    '1.1.1',
    '127.1',
    '0x7f.0.0.1',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:200::1',
    '2a00:1450::1',
    '2003::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
