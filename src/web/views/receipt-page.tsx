import { useEffect, useId, useState } from 'preact/hooks';
import { createBrowserCrypto } from '../../verification/browser.js';
import type { Receipt } from '../../sharing/browser.js';
import { openReceipt } from '../check/receipts.js';
import { momentText } from '../dates.js';
import type { Say } from '../locales/strings.js';
import { verdictKeys } from './verdict-words.js';
import { Icon } from './icons.js';
import '../styles/worker.css';

type Answer =
  { readonly kind: 'genuine'; readonly receipt: Receipt } | { readonly kind: 'bad' } | { readonly kind: 'offline' };

/** Somebody was given a receipt: who signed it, what it says, and that it is an answer of that day. */
export function ReceiptPage({ say, language }: { say: Say; language: string }) {
  const id = useId();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    document.title = `${say('receipt.check')} - ${say('title')}`;
  }, [say]);
  const look = async (given: string): Promise<void> => {
    try {
      const receipt = await openReceipt(given, createBrowserCrypto());
      setAnswer(receipt === null ? { kind: 'bad' } : { kind: 'genuine', receipt });
    } catch {
      setAnswer({ kind: 'offline' });
    }
  };
  return (
    <main id="main" class="receipt-page" tabIndex={-1}>
      <h1>{say('receipt.check')}</h1>
      <p class="lead">{say('receipt.check.lead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void look(text);
        }}
      >
        <label for={id}>{say('receipt.title')}</label>
        <textarea
          id={id}
          rows={5}
          dir="ltr"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          {say('paste.check')}
        </button>
      </form>
      <input
        id={`${id}-file`}
        type="file"
        class="visually-hidden"
        accept="application/json,.json,.txt"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file && file.size < 100_000) void file.text().then(look);
        }}
      />
      <label for={`${id}-file`} class="button">
        <Icon name="upload" /> {say('receipt.file')}
      </label>
      <div role="status" class="receipt-answer">
        {answer === null ? null : <Told {...{ answer, say, language }} />}
      </div>
    </main>
  );
}

function Told({ answer, say, language }: { answer: Answer; say: Say; language: string }) {
  if (answer.kind !== 'genuine') {
    return (
      <p class={answer.kind === 'bad' ? 'problem' : 'notice'}>{say(answer.kind === 'bad' ? 'receipt.bad' : 'net')}</p>
    );
  }
  const { receipt } = answer;
  const key = verdictKeys[receipt.verdict];
  return (
    <div class="notice-good">
      <p>
        <Icon name="check" /> {say('receipt.genuine', { host: new URL(receipt.service).host })}
      </p>
      <p>
        <strong>
          {say('receipt.then', {
            time: momentText(receipt.checkedAt, language),
            verdict: key === undefined ? receipt.verdict : say(key),
          })}
        </strong>{' '}
        <span class="spoken-code">{receipt.codes.map((code) => code.split(' ')[0]).join(' ')}</span>
      </p>
      <p class="receipt-hash" dir="ltr">
        {say('receipt.hash', { hash: receipt.credential.sha256 })}
      </p>
      <p class="quiet">{say('receipt.now')}</p>
    </div>
  );
}
