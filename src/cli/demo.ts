import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { readDemoSettings } from '../config/index.js';
import { runDemo } from '../demo/index.js';
import { ServiceError, systemClock } from '../shared/index.js';
import { lockDataDir } from '../storage/index.js';
import { EXIT, type Command } from './command.js';

export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--fresh]',
  about:
    'Runs the demonstration on the embedded database with throwaway keys and serves it on PORT (default 3000).\n--fresh makes it anew.',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { fresh: { type: 'boolean', default: false } } });
    const settings = readDemoSettings();
    if (settings.production) {
      throw new ServiceError('demo-in-production', {
        status: 500,
        title: 'The demonstration does not run in production.',
        whatToDo: 'Unset NODE_ENV, or use npm start.',
      });
    }
    await clearUnfinished(settings.dataDir, values.fresh);
    const running = await runDemo(settings, (line) => console.log(line));
    await untilStopped();
    console.log('\nStopping.');
    await running.close();
    return EXIT.ok;
  },
};

/** What this command makes in its folder; nothing else is ever deleted. */
const OURS = ['pgdata', 'keys', 'dictionaries', 'demo-samples.json'] as const;

/**
 * A demonstration that was killed half-way is useless and holds nothing of value, so it is made anew. The folder is locked
 * meanwhile: files must not be taken from under a demonstration that is running.
 */
async function clearUnfinished(dataDir: string, fresh: boolean): Promise<void> {
  const isThere = OURS.some((name) => existsSync(join(dataDir, name)));
  const isComplete = existsSync(join(dataDir, 'demo-samples.json'));
  if (!isThere || (isComplete && !fresh)) return;
  if (!(await isDemoFolder(dataDir))) throw notADemo();
  const lock = await lockDataDir(dataDir, systemClock);
  try {
    for (const name of OURS) await rm(join(dataDir, name), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

function notADemo(): ServiceError {
  return new ServiceError('not-a-demo-folder', {
    status: 500,
    title: 'This data folder holds keys that are not throwaway keys.',
    whatToDo: 'Set DATA_DIR to another folder; the demonstration never deletes real data.',
  });
}

/** Only a folder that this command made is ever deleted: its keys are marked throwaway. */
async function isDemoFolder(dataDir: string): Promise<boolean> {
  const keyDir = join(dataDir, 'keys');
  if (!existsSync(keyDir)) return true;
  const files = (await readdir(keyDir)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(files.map((name) => readFile(join(keyDir, name), 'utf8')));
  return texts.every((text) => text.includes('"throwaway": true') || text.includes('"throwaway":true'));
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
