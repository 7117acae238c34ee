import { filmInto } from '../camera-film.js';
import { readCodes } from './read-code.js';

export type CameraProblem = 'cam.blocked' | 'cam.none' | 'cam.busy';

export interface Scan {
  stop(): void;
}

/** Looks through the camera until a code is found. `stop` ends the camera at once, also while it is starting. */
export function scanWithCamera(
  video: HTMLVideoElement,
  report: { found(text: string): void; problem(problem: CameraProblem): void },
): Scan {
  let stopped = false;
  const film = filmInto(video, { width: 1920, height: 1080 });
  const stop = (): void => {
    stopped = true;
    film.stop();
  };
  const start = async (): Promise<void> => {
    if (!(await film.runs)) return;
    const text = await watch(video, () => stopped);
    if (text === null) return;
    stop();
    navigator.vibrate?.(60);
    report.found(text);
  };
  start().catch((error: unknown) => {
    stop();
    report.problem(problemOf(error));
  });
  return { stop };
}

async function watch(video: HTMLVideoElement, isStopped: () => boolean): Promise<string | null> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  while (!isStopped() && context !== null) {
    if (video.videoWidth > 0) {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      const { text } = await readCodes(context.getImageData(0, 0, canvas.width, canvas.height), false);
      if (text !== null) return text;
    }
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  return null;
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'cam.blocked';
  return name === 'NotReadableError' ? 'cam.busy' : 'cam.none';
}
