import type { Person } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Button, Dialog } from '../parts/index.js';
import type { Registration } from '../local/registration.js';
import { nameOf } from '../words.js';

interface LikenessProps {
  readonly alike: Person;
  readonly onAnswer: (answer: NonNullable<Registration['answer']>) => void;
  readonly onClose: () => void;
}

/** D15: only a person can say whether two files are one. */
export function Likeness({ alike, onAnswer, onClose }: LikenessProps) {
  const { say } = useDesk();
  const words = { name: nameOf(alike.names), year: alike.birthDate?.value.slice(0, 4) ?? '?' };
  return (
    <Dialog title={say('candidate.looks-like', words)} onClose={onClose}>
      <p>D15</p>
      <div class="actions">
        <Button onClick={() => onAnswer({ kind: 'same', personId: alike.id })}>{say('candidate.same')}</Button>
        <Button onClick={() => onAnswer({ kind: 'another' })}>{say('candidate.another')}</Button>
        <Button kind="plain" onClick={onClose}>
          {say('back')}
        </Button>
      </div>
    </Dialog>
  );
}
