import { useEffect, useRef, useState } from 'preact/hooks';
import type { CameraProblem } from '../check/camera.js';
import type { Say } from '../locales/strings.js';

/** Seconds without a code before tips are shown. */
const tipsAfter = 15;

interface ScanningProps {
  readonly say: Say;
  readonly onFound: (text: string) => void;
  readonly onProblem: (problem: CameraProblem) => void;
  readonly onStop: () => void;
}

/** The camera runs only while this is on the screen. */
export function Scanning({ say, onFound, onProblem, onStop }: ScanningProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    let stop = (): void => undefined;
    let left = false;
    const timer = setTimeout(() => setSlow(true), tipsAfter * 1000);
    void import('../check/camera.js').then(
      ({ scanWithCamera }) => {
        if (left || video.current === null) return;
        const scan = scanWithCamera(video.current, { found: onFound, problem: onProblem });
        stop = () => scan.stop();
      },
      () => onProblem('cam.none'),
    );
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  return (
    <main class="scanning">
      <div class="scan-frame">
        <video ref={video} muted playsInline aria-label={say('scan.hold')} />
      </div>
      <p class="hint" role="status">
        {say(isSlow ? 'scan.tips' : 'scan.hold')}
      </p>
      <button type="button" class="wide" onClick={onStop}>
        {say('scan.stop')}
      </button>
    </main>
  );
}
