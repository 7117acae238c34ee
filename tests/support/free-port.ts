import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems hand out by themselves: nobody gets it by chance until it is listened on, much later. */
const FROM = 20_000;
const BELOW = 32_000;

/** A port of this host that nobody listens on. */
export async function freePort(host: string): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, BELOW);
    if (await canListen(port, host)) return port;
  }
}

const canListen = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
