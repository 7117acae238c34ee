import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { nameOf, type PersonName } from '../words.js';
import '../../styles/photo.css';

interface FaceProps {
  readonly personId: string;
  readonly names: readonly PersonName[];
  readonly hasPhoto: boolean;
}

/** The face on file, to compare with the person; its box stays where there is no photo or no network to show it. */
export function Face({ personId, names, hasPhoto }: FaceProps) {
  const { say, me } = useDesk();
  const [isAway, setAway] = useState(false);
  if (!may(me, 'candidates.read')) return null;
  if (!hasPhoto || isAway) return <p class="portrait no-portrait">{say('photo.none')}</p>;
  return (
    <img
      class="portrait"
      // A session has a hundred candidates; browsers fetch the rest when the list is scrolled or printed.
      loading="lazy"
      src={`/api/assessment/candidates/${personId}/photo`}
      alt={say('candidate.photo.of', { name: nameOf(names) })}
      onError={() => setAway(true)}
    />
  );
}
