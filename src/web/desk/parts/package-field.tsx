import { useState } from 'preact/hooks';
import { toHex } from '../local/hash.js';
import { useDesk } from '../context.js';
import { TextField } from './field.js';
import { FileDrop } from './file-drop.js';

interface PackageFieldProps {
  readonly value: string;
  readonly onInput: (sha256: string) => void;
  readonly error?: string | undefined;
}

/** The assessment package by its fingerprint: of the file itself, which stays on this device, or as it stands on the seal. */
export function PackageField({ value, onInput, error }: PackageFieldProps) {
  const { say } = useDesk();
  const [name, setName] = useState('');
  return (
    <>
      <FileDrop
        id="package-file"
        label={say('package.file')}
        hint={name === '' ? say('package.hint') : say('package.read', { name })}
        accept="*/*"
        onFile={(file) =>
          void file.arrayBuffer().then(async (bytes) => {
            onInput(await toHex(bytes));
            setName(file.name);
          })
        }
      />
      <TextField
        id="package-hash"
        label={say('package.hash')}
        value={value}
        onInput={(text) => onInput(text.trim().toLowerCase())}
        error={error}
      />
    </>
  );
}

export const isFingerprint = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
