import { useState } from 'preact/hooks';
import { createBrowserCrypto, type VerificationReport } from '../../verification/browser.js';
import type { JsonObject } from '../../shared/index.js';
import { receiptFile, requestReceipt, type SignedReceipt } from '../check/receipts.js';
import { momentText } from '../dates.js';
import type { Say } from '../locales/strings.js';
import { saveFile } from '../save-file.js';
import { Icon } from './icons.js';
import '../styles/worker.css';

interface ReceiptSignerProps {
  readonly credentials: () => Promise<readonly JsonObject[]>;
  readonly report: VerificationReport;
  readonly say: Say;
}

/** A signed receipt is asked for, never taken: the service learns that this certificate was checked. */
export function ReceiptSigner({ credentials, report, say }: ReceiptSignerProps) {
  const [answer, setAnswer] = useState<SignedReceipt | 'asking' | null>(null);
  const ask = async (): Promise<void> => {
    setAnswer('asking');
    setAnswer(await requestReceipt(await credentials(), createBrowserCrypto()));
  };
  const signed = answer !== null && answer !== 'asking' && answer.ok ? answer : null;
  const refusal = answer !== null && answer !== 'asking' && !answer.ok ? answer.reason : null;
  return (
    <section class="receipt-signer">
      <div role="status">
        {signed === null ? null : (
          <p class="receipt-signed">
            <Icon name="check" />{' '}
            {say('receipt.signed', {
              host: new URL(signed.receipt.service).host,
              time: momentText(signed.receipt.checkedAt, report.language),
            })}{' '}
            <span class="receipt-hash" dir="ltr">
              {say('receipt.hash', { hash: signed.receipt.credential.sha256 })}
            </span>
          </p>
        )}
        {refusal === null ? null : <p>{say(`receipt.${refusal}`)}</p>}
      </div>
      {signed === null ? (
        <>
          <button type="button" onClick={() => void ask()} disabled={answer === 'asking'}>
            {say('receipt.sign')}
          </button>
          <p class="quiet">{say('receipt.sign.what')}</p>
        </>
      ) : (
        <button
          type="button"
          onClick={() => {
            const file = new Blob([receiptFile(signed.jws, signed.receipt)], { type: 'application/json' });
            saveFile(file, 'skills-passport-receipt.json');
          }}
        >
          <Icon name="save" /> {say('receipt.save')}
        </button>
      )}
    </section>
  );
}
