import { DropZone, takeFiles } from '../../parts/drop-zone.js';

interface FileDropProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  /** Opens the camera on telephones. */
  readonly camera?: boolean;
}

/** Choose a file with the button, or drop one on it; the button alone is enough. */
export function FileDrop({ id, label, hint, accept, onFile, camera }: FileDropProps) {
  const take = ([file]: readonly File[]): void => {
    if (file) onFile(file);
  };
  return (
    <DropZone onFiles={take}>
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept={accept}
        capture={camera === true ? 'environment' : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => take(takeFiles(event.currentTarget))}
      />
      <label for={id} class="button">
        {label}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </DropZone>
  );
}
