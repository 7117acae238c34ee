import { useState } from 'preact/hooks';
import type { Holder } from '../../check/share-desk.js';
import { walletFile, type WalletForm } from '../../check/worker-desk.js';
import type { Say, StringKey } from '../../locales/strings.js';
import { saveFile } from '../../save-file.js';
import { ProblemBox, type Problem } from '../landing.js';

interface WalletProps {
  readonly holder: Holder;
  readonly say: Say;
}

const forms: readonly (readonly [form: WalletForm, label: StringKey, file: string])[] = [
  ['vc+jwt', 'wallet.jwt', 'skills-passport.jwt'],
  ['dc+sd-jwt', 'wallet.sd', 'skills-passport.sd-jwt'],
];

/** The same certificate in the forms that wallets of others read. The office signs them when they are first asked for. */
export function WalletFiles({ holder, say }: WalletProps) {
  const [making, setMaking] = useState<WalletForm | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fetchForm = async (form: WalletForm, name: string): Promise<void> => {
    setMaking(form);
    const answer = await walletFile({ ...holder, form }, say);
    setMaking(null);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) saveFile(answer.value, name);
  };
  return (
    <>
      <p class="quiet">{say('wallet.lead')}</p>
      {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      <div class="actions">
        {forms.map(([form, label, file]) => (
          <button key={form} type="button" disabled={making !== null} onClick={() => void fetchForm(form, file)}>
            {say(making === form ? 'c.saving' : label)}
          </button>
        ))}
      </div>
    </>
  );
}
