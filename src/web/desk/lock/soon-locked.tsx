import type { DeskSay } from '../../locales/desk/strings.js';
import { Button, Dialog } from '../parts/index.js';

/** One minute before the desk locks. */
export const SoonLocked = ({ say, onStay }: { readonly say: DeskSay; readonly onStay: () => void }) => (
  <Dialog title={say('lock.title')} onClose={onStay}>
    <p>{say('lock.text')}</p>
    <div class="actions">
      <Button kind="primary" onClick={onStay}>
        {say('lock.stay')}
      </Button>
    </div>
  </Dialog>
);
