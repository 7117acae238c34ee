import { useDesk } from '../context.js';
import { Button, SelectField, Tiles } from '../parts/index.js';
import { useTyped } from '../use-typed.js';

const documents = ['passport', 'national-id', 'residence-permit', 'other'] as const;

interface CheckProps {
  readonly applicationId: string;
  /** With the document that was looked at, and whether it agrees. */
  readonly onPresent: (identityCheck: object) => void;
  /** Left out where somebody stands at the desk. */
  readonly onAbsent?: () => void;
}

/** Which document was looked at, and whether it agrees: a person looks at the face and the paper. */
export function IdentityCheck({ applicationId, onPresent, onAbsent }: CheckProps) {
  const { say } = useDesk();
  const [method, setMethod] = useTyped<string>(`document ${applicationId}`, 'passport');
  const [isDiffering, setIsDiffering] = useTyped(`differing ${applicationId}`, false);
  const [differs, setDiffers] = useTyped<readonly string[]>(`differs ${applicationId}`, []);
  const admit = (): void =>
    onPresent({
      method,
      nameMatch: differs.includes('name') ? 'mismatch' : 'exact',
      birthDateMatch: differs.includes('birth-date') ? 'mismatch' : 'exact',
      faceMatchBy: 'human',
      resolution: null,
    });
  const id = applicationId.slice(0, 8);
  return (
    <>
      <SelectField
        id={`document-${id}`}
        label={say('attendance.document')}
        value={method}
        onChange={setMethod}
        options={documents.map((name) => [name, say(`document.${name}`)] as const)}
      />
      {isDiffering && (
        <Tiles
          name={`differs-${id}`}
          legend={say('attendance.differs')}
          isMany
          tiles={[
            { value: 'name', title: say('candidate.name') },
            { value: 'birth-date', title: say('candidate.birth-date') },
          ]}
          chosen={differs}
          onChoose={(value, isChosen) =>
            setDiffers(isChosen ? [...differs, value] : differs.filter((other) => other !== value))
          }
        />
      )}
      <div class="actions">
        <Button kind="primary" onClick={admit}>
          {say(isDiffering ? 'attendance.admit-differs' : 'attendance.admit')}
        </Button>
        {!isDiffering && <Button onClick={() => setIsDiffering(true)}>{say('attendance.something-differs')}</Button>}
        {onAbsent !== undefined && <Button onClick={onAbsent}>{say('attendance.did-not-come')}</Button>}
      </div>
    </>
  );
}
