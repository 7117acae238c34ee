import { useDesk } from '../context.js';
import type { DeskSay } from '../../locales/desk/strings.js';
import {
  Button,
  ErrorSummary,
  Finder,
  ProblemNotice,
  TextField,
  useCheckedAction,
  type Choice,
  type FieldErrors,
} from '../parts/index.js';
import { useTyped } from '../use-typed.js';

interface PlaceProps {
  readonly onRegistered: (place: Choice) => void;
}

/** Where the service looks for whom an accreditation can be for. */
export const CHOICES = '/api/assessment/accreditation-choices/search';

const empty = { known: null as Choice | null, centre: '', name: '', address: '', country: '' };
type Draft = typeof empty;

const countryOf = ({ country }: Draft): string => country.trim().toUpperCase();

const wrongIn = (draft: Draft, say: DeskSay): FieldErrors => ({
  ...(draft.known === null && draft.centre.trim() === '' ? { centre: say('place.centre.missing') } : {}),
  ...(draft.name.trim() === '' ? { place: say('place.name.missing') } : {}),
  ...(draft.address.trim() === '' ? { address: say('place.address.missing') } : {}),
  ...(/^[A-Z]{2}$/.test(countryOf(draft)) ? {} : { country: say('place.country.missing') }),
});

/** A place where assessments can be held, of a centre that is known or new. Registering gives it no right to assess. */
export function RegisterPlace({ onRegistered }: PlaceProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [draft, setDraft] = useTyped('place', empty);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const { known, centre, name, address } = draft;
  const country = countryOf(draft);
  const register = async (): Promise<void> => {
    const organizationId = known?.id ?? (await newCentre());
    const body = { organizationId, name: name.trim(), address: address.trim(), country };
    const { id } = await api.post<{ readonly id: string }>('/api/assessment/sites', body);
    setDraft(empty);
    onRegistered({ id, name: body.name, detail: body.address });
  };
  /** Kept at once: when the place is refused, the centre is not registered a second time. */
  const newCentre = async (): Promise<string> => {
    const body = { type: 'assessment-centre', legalName: centre.trim(), country };
    const { id } = await api.post<{ readonly id: string }>('/api/assessment/organizations', body);
    change({ known: { id, name: body.legalName, detail: country } });
    return id;
  };
  return (
    <details>
      <summary>{say('place.new')}</summary>
      <ErrorSummary errors={action.errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <Finder
        id="centre-known"
        label={say('place.centre')}
        path={CHOICES}
        kind="centre"
        chosen={known}
        onChoose={(centreKnown) => change({ known: centreKnown })}
        noneOfIt={say('place.centre.new')}
      />
      {known === null && (
        <TextField
          id="centre"
          label={say('place.centre.name')}
          value={centre}
          onInput={(value) => change({ centre: value })}
          error={action.errors['centre']}
        />
      )}
      <TextField
        id="place"
        label={say('place.name')}
        value={name}
        onInput={(value) => change({ name: value })}
        error={action.errors['place']}
      />
      <TextField
        id="address"
        label={say('accr.address')}
        value={address}
        onInput={(value) => change({ address: value })}
        error={action.errors['address']}
      />
      <TextField
        id="country"
        label={say('place.country')}
        hint={say('place.country.hint')}
        size="short"
        value={draft.country}
        onInput={(value) => change({ country: value })}
        error={action.errors['country']}
      />
      <div class="actions">
        <Button isBusy={action.isBusy} onClick={() => void action.runUnless(wrongIn(draft, say), register)}>
          {say('place.register')}
        </Button>
      </div>
    </details>
  );
}
