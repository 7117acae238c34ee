import { useEffect, useRef, useState } from 'preact/hooks';
import { filmInto } from '../../camera-film.js';
import { useDesk } from '../context.js';
import { portraitFrom, portraitFromFile, type TakenPortrait } from '../local/portrait.js';
import { Button, CheckField, FileDrop } from '../parts/index.js';
import '../../styles/photo.css';

export interface PhotoDraft {
  readonly picture: { readonly blob: Blob; readonly takenAt: string } | null;
  /** The candidate agrees that the passport shows it. */
  readonly agrees: boolean;
}

export const noPhoto: PhotoDraft = { picture: null, agrees: false };

interface PhotoProps {
  readonly photo: PhotoDraft;
  readonly onPhoto: (photo: PhotoDraft) => void;
}

type Trouble = 'dark' | 'unreadable' | 'no-camera';

/** The candidate's photo: with the camera of this device or from a file, taken again as often as needed. */
export function CandidatePhoto({ photo, onPhoto }: PhotoProps) {
  const { say } = useDesk();
  const [isFilming, setIsFilming] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const keep = (taken: TakenPortrait): void => {
    setTrouble(taken.ok ? null : taken.why);
    if (!taken.ok) return;
    setIsFilming(false);
    const takenAt = new Date(performance.timeOrigin + performance.now()).toISOString();
    onPhoto({ ...photo, picture: { blob: taken.blob, takenAt } });
  };
  return (
    <fieldset class="photo-field">
      <legend>{say('optional', { label: say('candidate.photo') })}</legend>
      {trouble !== null && (
        <p class="field-error" role="alert">
          {say(`candidate.photo.${trouble}`)} {trouble === 'dark' && 'D14'}
        </p>
      )}
      {isFilming && (
        <Camera
          onTaken={keep}
          onClose={() => setIsFilming(false)}
          onTrouble={() => {
            setIsFilming(false);
            setTrouble('no-camera');
          }}
        />
      )}
      {!isFilming && photo.picture !== null && <Preview blob={photo.picture.blob} />}
      {!isFilming && (
        <>
          <Button
            onClick={() => {
              setTrouble(null);
              setIsFilming(true);
            }}
          >
            {say(photo.picture === null ? 'candidate.photo.camera' : 'candidate.photo.retake')}
          </Button>
          <FileDrop
            id="photo"
            label={say('candidate.photo.choose')}
            hint={say('candidate.photo.hint')}
            accept="image/jpeg,image/png,image/webp"
            onFile={(file) => void portraitFromFile(file).then(keep)}
          />
        </>
      )}
      {photo.picture !== null && (
        <>
          <CheckField
            id="photo-agreed"
            label={say('candidate.photo.agree')}
            checked={photo.agrees}
            onChange={(agrees) => onPhoto({ ...photo, agrees })}
          />
          <p class="hint">{say('candidate.photo.agree.hint')}</p>
        </>
      )}
    </fieldset>
  );
}

function Preview({ blob }: { readonly blob: Blob }) {
  const { say } = useDesk();
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url === '' ? null : <img class="portrait" src={url} alt={say('candidate.photo')} />;
}

interface CameraProps {
  readonly onTaken: (taken: TakenPortrait) => void;
  readonly onClose: () => void;
  readonly onTrouble: () => void;
}

/** What the camera sees, with the frame that the face belongs in. The camera goes off with this part. */
function Camera({ onTaken, onClose, onTrouble }: CameraProps) {
  const { say } = useDesk();
  const video = useRef<HTMLVideoElement>(null);
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    if (video.current === null) return undefined;
    let isClosed = false;
    const film = filmInto(video.current, { width: 1920, height: 1440 });
    film.runs.then(setIsReady, () => !isClosed && onTrouble());
    return () => {
      isClosed = true;
      film.stop();
    };
  }, []);
  const take = (): void => {
    const film = video.current;
    if (film !== null) void portraitFrom(film, { width: film.videoWidth, height: film.videoHeight }).then(onTaken);
  };
  return (
    <>
      <div class="viewfinder">
        <video ref={video} muted playsInline aria-label={say('candidate.photo.frame')} />
        <span class="face-frame" aria-hidden="true" />
      </div>
      <div class="actions">
        {isReady && (
          <Button kind="primary" onClick={take}>
            {say('candidate.photo.take')}
          </Button>
        )}
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
    </>
  );
}
