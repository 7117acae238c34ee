import { useState } from 'preact/hooks';
import type { RecordSheet } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Button, Dialog, FileDrop } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { clockTime, dayOf } from '../words.js';
import { wordOf } from './officer-words.js';
import '../../styles/photo.css';

interface EvidenceProps {
  readonly sheet: RecordSheet;
  readonly canRate: boolean;
  readonly unit: RecordSheet['units'][number];
}

const MAX_BYTES = 20_000_000;

/** Photos, papers and videos of one unit: how many there are, and a way to add one, with or without the network. */
export function CarsEvidence({ sheet, canRate, unit }: EvidenceProps) {
  const { say, outbox, announce } = useDesk();
  const { waiting } = useOutbox();
  const [isOpen, setIsOpen] = useState(false);
  const [isTooLarge, setIsTooLarge] = useState(false);
  // What was sent while this sheet is open is not in the sheet that was read before.
  const [sent, setSent] = useState<readonly string[]>([]);
  const { record } = sheet;
  const known = record.evidence.filter(({ unitCodes }) => unitCodes.includes(unit.code));
  const here = new Set([...known.map(({ id }) => id), ...sent]);
  for (const { lane, about } of waiting)
    if (lane === record.id && about.kind === 'evidence' && about.unitCode === unit.code) here.add(about.itemId ?? '');
  const keep = async (file: File, kind: 'photo' | 'document' | 'video'): Promise<void> => {
    setIsTooLarge(file.size > MAX_BYTES);
    if (file.size > MAX_BYTES) return;
    const itemId = crypto.randomUUID();
    const query = new URLSearchParams({
      kind,
      units: unit.code,
      capturedAt: new Date(file.lastModified).toISOString(),
    });
    await outbox.add({
      lane: record.id,
      path: `/api/assessment/records/${record.id}/evidence-files/${itemId}?${query.toString()}`,
      body: null,
      // A copy of the bytes: the original may be gone from the telephone when the network is back.
      file: new Blob([await file.arrayBuffer()]),
      about: { kind: 'evidence', recordId: record.id, unitCode: unit.code, itemId },
    });
    setSent([...sent, itemId]);
    setIsOpen(false);
    announce(say('cars.evidence.kept'));
  };
  return (
    <div class="evidence">
      <span>{here.size}</span>
      {canRate && (
        <button
          type="button"
          class="add-evidence"
          aria-label={say('cars.add-evidence.for', { unit: unit.title })}
          onClick={() => setIsOpen(true)}
        >
          {say('cars.add-evidence')}
        </button>
      )}
      {isOpen && (
        <Dialog title={say('cars.add-evidence.for', { unit: unit.title })} onClose={() => setIsOpen(false)}>
          <Kept recordId={record.id} unitCode={unit.code} />
          {isTooLarge && (
            <p class="field-error" role="alert">
              {say('cars.evidence.too-large')} E14
            </p>
          )}
          <FileDrop
            id="evidence-photo"
            label={say('cars.evidence.photo')}
            hint={say('cars.evidence.hint')}
            accept="image/jpeg,image/png,image/webp"
            camera
            onFile={(file) => void keep(file, 'photo')}
          />
          <FileDrop
            id="evidence-file"
            label={say('cars.evidence.file')}
            hint={say('cars.evidence.hint')}
            accept="image/jpeg,image/png,image/webp,application/pdf,video/mp4"
            onFile={(file) => void keep(file, file.type.startsWith('video/') ? 'video' : 'document')}
          />
          <Button onClick={() => setIsOpen(false)}>{say('cancel')}</Button>
        </Dialog>
      )}
    </div>
  );
}

interface KeptProps {
  readonly recordId: string;
  readonly unitCode: string;
}

/** What the office has of this unit, by the fingerprint that stands in the record: read anew whenever it is looked at. */
function Kept({ recordId, unitCode }: KeptProps) {
  const { say, language, api } = useDesk();
  const loaded = useLoad(`evidence ${recordId}`, () =>
    api.get<RecordSheet>(`/api/assessment/records/${recordId}/sheet`),
  );
  const items =
    loaded.kind === 'ready' ? loaded.value.record.evidence.filter(({ unitCodes }) => unitCodes.includes(unitCode)) : [];
  if (items.length === 0) return null;
  return (
    <>
      <h3>{say('cars.evidence.here')}</h3>
      <ul class="fingerprints">
        {items.map(({ id, kind, capturedAt, sha256 }) => (
          <li key={id}>
            {wordOf(say, 'method', kind)}, {dayOf(capturedAt, language)}, {clockTime(capturedAt, language)}
            <br />
            {say('decide.evidence.hash')}: <code dir="ltr">{sha256}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
