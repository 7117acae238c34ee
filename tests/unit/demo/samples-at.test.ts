import { expect, it } from '@jest/globals';
import { samplesAt, type DemoSamples } from '../../../src/demo/samples.js';

it('samples are opened where the demonstration serves now; what is signed stays', () => {
  const sample = {
    input: { issuer: 'did:web:localhost%3A3000:issuers:tesda' },
    sp1: 'http://localhost:3000/#12345',
    url: 'http://localhost:3000/c/abcdefghijklmnopqrstuvwxyz',
    describes: 'A certificate',
    birthYear: '1988',
  };
  const moved = samplesAt({ genuine: sample } as unknown as DemoSamples, 'http://localhost:4000');
  expect(moved.genuine).toEqual({
    ...sample,
    sp1: 'http://localhost:4000/#12345',
    url: 'http://localhost:4000/c/abcdefghijklmnopqrstuvwxyz',
  });
});
