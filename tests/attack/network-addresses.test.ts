import { describe, expect, it } from '@jest/globals';
import { createSafeFetch, isPublicAddress } from '../../src/net/index.js';
import { specialAddresses, urls } from './hostile-hosts.js';

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

  it.each(specialAddresses)('%s is not public', (address) => {
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
