import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Button, ErrorSummary, ProblemNotice, TextField, useCheckedAction } from '../parts/index.js';

/** Proposes to take over what a framework authority elsewhere signed about a body here. */
export function ImportAccreditation({ onProposed }: { readonly onProposed: () => void }) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [json, setJson] = useState('');
  const send = async (): Promise<void> => {
    const wrong = json.trim() === '' ? { json: say('auth.import.missing') } : {};
    const body = { json: json.trim() };
    if (!(await action.runUnless(wrong, () => api.post('/api/assessment/authorities/imports', body)))) return;
    setJson('');
    onProposed();
  };
  return (
    <section aria-labelledby="import">
      <h2 id="import">{say('auth.import')}</h2>
      <p>{say('auth.import.lead')}</p>
      <ErrorSummary errors={action.errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <TextField
        id="json"
        label={say('auth.import.json')}
        value={json}
        onInput={setJson}
        error={action.errors['json']}
        lines={6}
      />
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void send()}>
          {say('cert.propose')}
        </Button>
      </div>
    </section>
  );
}
