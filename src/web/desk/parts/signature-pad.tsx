import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Button } from './button.js';

export interface Pad {
  /** A PNG of what was drawn; null when nothing was. */
  picture(): Promise<Blob | null>;
}

const WIDTH = 640;
const HEIGHT = 240;
/** Shorter than this is a slip of the finger. */
const LEAST_POINTS = 6;

/** A field to write a signature with finger, pen or mouse. Black on white on every theme: it is kept as a picture. */
export function SignaturePad({ pad }: { readonly pad: RefObject<Pad | null> }) {
  const { say } = useDesk();
  const canvas = useRef<HTMLCanvasElement>(null);
  const points = useRef(0);
  const isDrawing = useRef(false);

  const clear = (): void => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.strokeStyle = '#14202b';
    pen.lineWidth = 4;
    pen.lineCap = 'round';
    points.current = 0;
  };
  useEffect(() => {
    clear();
    pad.current = {
      picture: () =>
        new Promise((resolve) => {
          if (points.current < LEAST_POINTS || !canvas.current) resolve(null);
          else canvas.current.toBlob(resolve, 'image/png');
        }),
    };
    return () => {
      pad.current = null;
    };
  }, []);

  const at = (event: PointerEvent): readonly [number, number] => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [((event.clientX - box.left) * WIDTH) / box.width, ((event.clientY - box.top) * HEIGHT) / box.height];
  };
  const begin = (event: PointerEvent): void => {
    canvas.current?.setPointerCapture(event.pointerId);
    isDrawing.current = true;
    const pen = canvas.current?.getContext('2d');
    pen?.beginPath();
    pen?.moveTo(...at(event));
  };
  const draw = (event: PointerEvent): void => {
    if (!isDrawing.current) return;
    const pen = canvas.current?.getContext('2d');
    pen?.lineTo(...at(event));
    pen?.stroke();
    points.current++;
  };
  return (
    <div class="signature">
      <canvas
        ref={canvas}
        id="signature"
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={say('cars.signature')}
        tabIndex={-1}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => {
          isDrawing.current = false;
        }}
      />
      <Button kind="plain" onClick={clear}>
        {say('cars.signature.clear')}
      </Button>
    </div>
  );
}
