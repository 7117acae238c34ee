import type { Say } from '../../locales/strings.js';
import '../../styles/photo.css';

interface PhotoProps {
  /** JPEG, base64. */
  readonly jpeg: string;
  readonly say: Say;
}

/** The holder's face, by which people tell that a passport is in the right hands. */
export const HolderPhoto = ({ jpeg, say }: PhotoProps) => (
  <img class="portrait" src={`data:image/jpeg;base64,${jpeg}`} width={480} height={600} alt={say('photo.holder')} />
);
