import { useState } from 'preact/hooks';
import { isoDay, systemClock } from '../../../shared/index.js';
import { saveFile } from '../../save-file.js';
import { useDesk } from '../context.js';
import { openBackup, sealBackup, SHORTEST_PASSPHRASE } from '../local/backup.js';
import type { Waiting } from '../local/outbox.js';
import { Button, FileDrop, Notice, TextField } from '../parts/index.js';

/** What waits, as a file outside of the browser: a device can be lost, a browser can be cleared. */
export function BackupFiles({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const { say } = useDesk();
  return (
    <>
      {waiting.length > 0 && <Save waiting={waiting} />}
      <details>
        <summary>{say('backup.read')}</summary>
        <Read />
      </details>
    </>
  );
}

interface PassphraseProps {
  readonly id: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly error: string | undefined;
}

function Passphrase({ id, value, onInput, error }: PassphraseProps) {
  const { say } = useDesk();
  return (
    <TextField
      id={id}
      label={say('backup.passphrase')}
      hint={say('backup.hint')}
      value={value}
      onInput={onInput}
      error={error}
    />
  );
}

const isShort = (passphrase: string): boolean => [...passphrase.trim()].length < SHORTEST_PASSPHRASE;

function Save({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const { say, me, announce } = useDesk();
  const [passphrase, setPassphrase] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setTried(true);
    if (isShort(passphrase)) return;
    setBusy(true);
    const name = `desk-backup-${isoDay(systemClock.now())}.spdb`;
    saveFile(await sealBackup(waiting, me.id, passphrase), name);
    const told = say('backup.made', { name, n: waiting.length });
    setMade(told);
    announce(told);
    setBusy(false);
  };
  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{say('backup.title')}</h2>
      <p>{say('backup.text')}</p>
      <Passphrase
        id="backup-passphrase"
        value={passphrase}
        onInput={setPassphrase}
        error={isTried && isShort(passphrase) ? say('backup.short') : undefined}
      />
      <Button isBusy={isBusy} onClick={() => void save()}>
        {say('backup.make')}
      </Button>
      {made !== null && <Notice kind="good">{made}</Notice>}
    </section>
  );
}

type Told = { readonly kind: 'good' | 'stop'; readonly text: string };

function Read() {
  const { say, me, outbox, announce } = useDesk();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const read = async (chosen: File): Promise<Told> => {
    const backup = await openBackup(chosen, passphrase);
    if (backup.kind === 'not-a-backup') return { kind: 'stop', text: say('backup.not') };
    if (backup.kind === 'not-opened') return { kind: 'stop', text: say('backup.wrong') };
    if (backup.accountId !== me.id) return { kind: 'stop', text: say('backup.other') };
    const { added, present } = await outbox.restore(backup.rows);
    void outbox.send();
    return { kind: 'good', text: say('backup.done', { n: added, m: present }) };
  };
  const start = async (chosen: File): Promise<void> => {
    setBusy(true);
    const answer = await read(chosen);
    setTold(answer);
    announce(answer.text);
    setBusy(false);
  };
  return (
    <>
      <FileDrop
        id="backup-file"
        label={say('backup.file')}
        hint={file?.name ?? ''}
        accept=".spdb"
        onFile={(chosen) => {
          setFile(chosen);
          setTold(null);
        }}
      />
      {file !== null && (
        <>
          <Passphrase id="restore-passphrase" value={passphrase} onInput={setPassphrase} error={undefined} />
          <Button isBusy={isBusy} onClick={() => void start(file)}>
            {say('backup.open')}
          </Button>
        </>
      )}
      {told !== null && <Notice kind={told.kind}>{told.text}</Notice>}
    </>
  );
}
