/** What a camera films, in a video on the page. */
export interface Film {
  /** The camera goes off, also while it is starting. */
  stop(): void;
  /** Settled when the film runs (true) or was stopped before (false). Rejects with a DOMException: blocked, in use, missing. */
  readonly runs: Promise<boolean>;
}

/** Opens the camera at the back of a telephone, or the only one; sound is never asked for. */
export function filmInto(video: HTMLVideoElement, size: { readonly width: number; readonly height: number }): Film {
  let isOver = false;
  let stream: MediaStream | null = null;
  const stop = (): void => {
    isOver = true;
    stream?.getTracks().forEach((track) => track.stop());
  };
  const start = async (): Promise<boolean> => {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: size.width }, height: { ideal: size.height } },
    });
    if (!isOver) {
      video.srcObject = stream;
      await video.play();
    }
    if (isOver) stop();
    return !isOver;
  };
  const runs = start().catch((error: unknown) => {
    stop();
    throw error;
  });
  return { stop, runs };
}
