import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentLoader } from '../credentials/index.js';
import type { JsonObject } from '../shared/index.js';
import { createCanonicalizer, type Canonicalizer } from './canonicalization.js';
import { RefusedByCanonicalization } from './data-integrity-format.js';
import type { WorkerAnswer, WorkerTask } from './worker-messages.js';

/** Entry of one worker thread: does JSON-LD work for `createCanonicalizationWorkers` until it is killed. */
const documents = workerData as ReadonlyMap<string, JsonObject>;

const loader: DocumentLoader = async (url) => {
  const document = documents.get(url);
  if (!document) throw Object.assign(new Error('context unknown'), { code: 'context-unknown' });
  return { contextUrl: null, documentUrl: url, document, tag: 'static' };
};

async function answerTo(canonicalizer: Canonicalizer, task: WorkerTask): Promise<WorkerAnswer> {
  try {
    const value =
      task.kind === 'canonicalize'
        ? await canonicalizer.canonicalize(task.document, task.hash)
        : await canonicalizer.verifyDisclosure(task.check);
    return { kind: 'done', value };
  } catch (error) {
    if (error instanceof RefusedByCanonicalization) return { kind: 'refused', outcome: error.outcome };
    return { kind: 'failed', message: error instanceof Error ? error.message : 'unknown error' };
  }
}

const canonicalizer = createCanonicalizer(loader);
parentPort?.on('message', (task: WorkerTask) => {
  void answerTo(canonicalizer, task).then((answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
