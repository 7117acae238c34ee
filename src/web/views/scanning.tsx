import { useEffect, useRef, useState } from 'preact/hooks';
import type { CameraProblem } from '../check/camera.js';
import type { Say } from '../locales/strings.js';
import { useScreenOn } from '../screen-on.js';
import { Upload } from './landing.js';

/** Seconds without a code before tips are shown. */
const tipsAfter = 15;

interface ScanningProps {
  readonly say: Say;
  readonly onFound: (text: string) => void;
  readonly onProblem: (problem: CameraProblem) => void;
  readonly onFile: (file: File) => void;
  readonly onStop: () => void;
}

/** The camera runs only while this is on the screen. */
export function Scanning({ say, onFound, onFile, onProblem, onStop }: ScanningProps) {
  const video = useRef<HTMLVideoElement>(null);
  const stopButton = useRef<HTMLButtonElement>(null);
  const [isSlow, setSlow] = useState(false);
  useScreenOn(true);
  useEffect(() => {
    stopButton.current?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onStop();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
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
    <main id="main" class="scanning" tabIndex={-1}>
      <h1 class="visually-hidden">{say('scan.start')}</h1>
      <button type="button" class="wide" onClick={onStop} ref={stopButton}>
        {say('scan.stop')}
      </button>
      <div class="scan-frame" aria-hidden="true">
        <video ref={video} muted playsInline />
        <div class="scan-corners" />
      </div>
      <p class="hint" role="status">
        {say(isSlow ? 'scan.tips' : 'scan.hold')}
      </p>
      <Upload say={say} onFile={onFile} />
    </main>
  );
}
