import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { systemClock } from '../shared/index.js';
import { createBoundedStore } from './bounded-store.js';
import { sendProblem } from './problem.js';

/** A limit per client address. Answers 429 with a problem that says when to try again. */
export function limitRate({ perMinute }: { perMinute: number }): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    store: createBoundedStore(() => systemClock.now()),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      sendProblem(response, {
        status: 429,
        code: 'E33',
        title: 'Too many tries.',
        whatToDo: 'Wait one minute, then try again.',
      });
    },
  });
}

/** Wrong answers per hour for one thing that is asked about, whoever asks: guessing must not get cheaper with more addresses. */
export function limitGuesses({ perHour, of }: { perHour: number; of: (request: Request) => string }): RequestHandler {
  return rateLimit({
    windowMs: 3_600_000,
    limit: perHour,
    keyGenerator: of,
    store: createBoundedStore(() => systemClock.now()),
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (_request, response) => {
      sendProblem(response, {
        status: 429,
        code: 'W12',
        title: 'Locked after too many wrong answers. The certificate is safe.',
        whatToDo: 'Wait one hour, or ask the office.',
      });
    },
  });
}
