import { useRef, useState } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import type { RecordSheet } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Button, CheckField, Dialog, ErrorSummary, TextField, Tiles, type FieldErrors } from '../parts/index.js';
import { SignaturePad, type Pad } from '../parts/signature-pad.js';
import { nameOf } from '../words.js';
import type { Ratings } from './cars-ratings.js';

interface AcknowledgeProps {
  readonly sheet: RecordSheet;
  readonly ratings: Ratings;
  readonly overall: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/**
 * The device in the candidate's hands: only the own result, and two equal ways to agree. Who signs may say that they do
 * not agree.
 */
export function Acknowledge({ sheet, ratings, overall, onClose, onDone }: AcknowledgeProps) {
  const { say, outbox, announce } = useDesk();
  const { record, units, methods } = sheet;
  const [way, setWay] = useState<'signature' | 'witnessed-mark'>('signature');
  const [witness, setWitness] = useState('');
  const [disagrees, setDisagrees] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const pad = useRef<Pad | null>(null);
  const agree = async (): Promise<void> => {
    const drawn = way === 'signature' ? await pad.current?.picture() : null;
    const wrong: FieldErrors = {
      ...(way === 'signature' && !drawn ? { signature: say('cars.signature.missing') } : {}),
      ...(way === 'witnessed-mark' && witness.trim() === '' ? { witness: say('cars.witness.missing') } : {}),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    if (drawn) await keepSignature(drawn);
    await outbox.add({
      lane: record.id,
      path: `/api/assessment/records/${record.id}/acknowledge`,
      body: {
        kind: way,
        ...(way === 'witnessed-mark' ? { witnessId: witness.trim().slice(0, 64) } : {}),
        ...(disagrees ? { disagrees } : {}),
      },
      about: { kind: 'acknowledge', recordId: record.id },
    });
    announce(say('record.candidate-acknowledged'));
    onClose();
    await outbox.send();
    onDone();
  };
  const keepSignature = (picture: Blob): Promise<void> => {
    const itemId = crypto.randomUUID();
    const query = new URLSearchParams({
      kind: 'document',
      capturedAt: new Date(performance.timeOrigin + performance.now()).toISOString(),
    });
    return outbox.add({
      lane: record.id,
      path: `/api/assessment/records/${record.id}/evidence-files/${itemId}?${query.toString()}`,
      body: null,
      file: picture,
      about: { kind: 'evidence', recordId: record.id, itemId },
    });
  };
  const isGood = (unitCode: string): boolean =>
    methods.every((method) => ratings.of(unitCode, method) === 'satisfactory');
  return (
    <Dialog title={nameOf(sheet.names)} onClose={onClose}>
      <p>{sheet.qualification?.title}</p>
      <ul class="own-result">
        {units.map(({ code, title }) => (
          <li key={code}>
            {title}: <strong>{say(isGood(code) ? 'cars.satisfactory' : 'cars.not-satisfactory')}</strong>
          </li>
        ))}
      </ul>
      <p class="overall">{say('cars.overall', { result: say(`overall.${overall}` as DeskKey) })}</p>
      <p>{say('cars.agree.text')}</p>
      <ErrorSummary errors={errors} say={say} />
      <Tiles
        name="way"
        legend={say('cars.signature')}
        tiles={[
          { value: 'signature', title: say('cars.sign-here') },
          { value: 'witnessed-mark', title: say('cars.witnessed') },
        ]}
        chosen={[way]}
        onChoose={(value) => setWay(value === 'signature' ? 'signature' : 'witnessed-mark')}
      />
      {way === 'signature' ? (
        <SignaturePad pad={pad} />
      ) : (
        <TextField
          id="witness"
          label={say('cars.witness')}
          value={witness}
          onInput={setWitness}
          error={errors['witness']}
        />
      )}
      <CheckField id="disagrees" label={say('cars.disagrees')} checked={disagrees} onChange={setDisagrees} />
      <div class="actions">
        <Button kind="primary" onClick={() => void agree()}>
          {say('cars.agree')}
        </Button>
        <Button onClick={onClose}>{say('cars.hand-back')}</Button>
      </div>
    </Dialog>
  );
}
