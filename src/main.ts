import { readSettings } from './config/index.js';
import { ServiceError } from './shared/index.js';

/** Production entry: settings, composition, listening; stops cleanly on SIGINT and SIGTERM. */
try {
  const settings = readSettings();
  // Loaded only now: who set something wrong reads so at once.
  const { setUpLink, startServer } = await import('./app.js');
  const running = await startServer(settings);
  const link = await setUpLink(running);
  if (link !== null)
    process.stdout.write(
      `This service has no administrator yet. Open this link once, within a day, to become the first:\n  ${link}\n`,
    );
  const stop = (): void => {
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  if (!(error instanceof ServiceError)) throw error;
  process.stderr.write(`${error.code}: ${error.title}\nWhat to do: ${error.whatToDo}\n`);
  process.exitCode = 1;
}
