import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { sendProblem } from './problem.js';

/** A limit per client address. Answers 429 with a problem that says when to try again. */
export function limitRate({ perMinute }: { perMinute: number }): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
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
