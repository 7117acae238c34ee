import { useState } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import type { RecordSheet } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Button, Dialog, Notice } from '../parts/index.js';
import { Acknowledge } from './cars-acknowledge.js';
import type { Ratings, Stage } from './cars-ratings.js';

interface ActsProps {
  readonly sheet: RecordSheet;
  readonly ratings: Ratings;
  readonly stage: Stage;
  readonly isMine: boolean;
  readonly onAgain: () => void;
}

/** Overall result, then agreement of the candidate, then the assessor's signature: in that order. */
export function CarsActs({ sheet, ratings, stage, isMine, onAgain }: ActsProps) {
  const { say } = useDesk();
  const [isAgreeing, setIsAgreeing] = useState(false);
  const { overall, left } = ratings;
  return (
    <section class="cars-acts">
      <p class="overall" role="status">
        {overall === null ? (
          say('cars.left', { n: left })
        ) : (
          <>{say('cars.overall', { result: say(`overall.${overall}` as DeskKey) })}</>
        )}
      </p>
      {isMine && stage === 'rating' && overall !== null && (
        <Button kind="primary" onClick={() => setIsAgreeing(true)}>
          {say('cars.agree')}
        </Button>
      )}
      {isMine && stage === 'agreed' && <Sign sheet={sheet} onDone={onAgain} />}
      {isAgreeing && overall !== null && (
        <Acknowledge {...{ sheet, ratings, overall }} onClose={() => setIsAgreeing(false)} onDone={onAgain} />
      )}
    </section>
  );
}

function Sign({ sheet, onDone }: { readonly sheet: RecordSheet; readonly onDone: () => void }) {
  const { say, outbox, announce } = useDesk();
  const [isOpen, setIsOpen] = useState(false);
  const { record } = sheet;
  const sign = async (): Promise<void> => {
    setIsOpen(false);
    await outbox.add({
      lane: record.id,
      path: `/api/assessment/records/${record.id}/sign`,
      body: {},
      about: { kind: 'sign', recordId: record.id },
    });
    announce(say('cars.signed'));
    await outbox.send();
    onDone();
  };
  return (
    <>
      <Notice kind="good">{say('record.candidate-acknowledged')}</Notice>
      <Button kind="primary" onClick={() => setIsOpen(true)}>
        {say('cars.sign')}
      </Button>
      {isOpen && (
        <Dialog title={say('cars.sign')} onClose={() => setIsOpen(false)}>
          <p>{say('cars.sign.text')}</p>
          <div class="actions">
            <Button kind="primary" isFinal onClick={() => void sign()}>
              {say('cars.sign')}
            </Button>
            <Button onClick={() => setIsOpen(false)}>{say('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
