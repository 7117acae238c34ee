import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';
import type { HttpDeps } from '../../../src/http/deps.js';
import { pageRoutes } from '../../../src/http/page-routes.js';

const webDir = mkdtempSync(join(tmpdir(), 'skills-passport-pages-'));
const app = express();
beforeAll(() => {
  writeFileSync(join(webDir, 'index.html'), '<title>The page</title>');
  app.use(pageRoutes({ webDir } as HttpDeps));
  app.use((_request, response) => void response.status(404).json({ code: 'not-found' }));
});
afterAll(() => rmSync(webDir, { recursive: true }));

/** What Chromium asks with when somebody follows a link. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

it.each([
  ['/nowhere', BROWSER, 404, 'text/html'],
  ['/api/nowhere', BROWSER, 404, 'text/html'],
  ['/help', BROWSER, 200, 'text/html'],
  ['/nowhere', '*/*', 404, 'application/json'],
  ['/nowhere', 'application/json', 404, 'application/json'],
])('%s asked with "%s" answers %i as %s', async (path, accept, status, type) => {
  const answer = await supertest(app).get(path).set('Accept', accept);
  expect([answer.status, answer.headers['content-type']?.split(';')[0]]).toEqual([status, type]);
});

it('an address that takes another method stays a problem document', async () => {
  expect((await supertest(app).post('/nowhere').set('Accept', BROWSER)).body).toEqual({ code: 'not-found' });
});
