import { useRef, useState } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import type { RecordSheet } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Button, CheckField, Dialog, ErrorSummary, TextField, Tiles, type FieldErrors } from '../parts/index.js';
import { SignaturePad, type Pad } from '../parts/signature-pad.js';
import { nameOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import type { Ratings } from './cars-ratings.js';
import { Registered } from '../../parts/registered.js';

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
  const { record } = sheet;
  const [way, setWay] = useTyped<'signature' | 'witnessed-mark'>('way', 'signature');
  const [witness, setWitness] = useTyped('witness', '');
  const [disagrees, setDisagrees] = useTyped('disagrees', false);
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
    if (drawn) await outbox.add(signatureOf(record.id, drawn));
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
  return (
    <Dialog title={nameOf(sheet.names)} onClose={onClose}>
      <p>
        <Registered>{sheet.qualification?.title ?? ''}</Registered>
      </p>
      <OwnResult {...{ sheet, ratings }} />
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

/** The drawn signature is evidence like a photo: its fingerprint stands in the record. */
function signatureOf(recordId: string, picture: Blob) {
  const itemId = crypto.randomUUID();
  const capturedAt = new Date(performance.timeOrigin + performance.now()).toISOString();
  const query = new URLSearchParams({ kind: 'signature', capturedAt });
  return {
    lane: recordId,
    path: `/api/assessment/records/${recordId}/evidence-files/${itemId}?${query.toString()}`,
    body: null,
    file: picture,
    about: { kind: 'evidence' as const, recordId, itemId },
  };
}

function OwnResult({ sheet, ratings }: Pick<AcknowledgeProps, 'sheet' | 'ratings'>) {
  const { say } = useDesk();
  const isGood = (unitCode: string): boolean =>
    sheet.methods.every((method) => ratings.of(unitCode, method) === 'satisfactory');
  return (
    <ul class="own-result">
      {sheet.units.map(({ code, title }) => (
        <li key={code}>
          <Registered>{title}</Registered>:{' '}
          <strong>{say(isGood(code) ? 'cars.satisfactory' : 'cars.not-satisfactory')}</strong>
        </li>
      ))}
    </ul>
  );
}
