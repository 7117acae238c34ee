import { field } from './field/fr.js';
import { house } from './house/fr.js';
import { entrance } from './entrance/fr.js';
import { work } from './work/fr.js';
import { planning } from './planning/fr.js';
import { candidates } from './candidates/fr.js';
import { sheet } from './sheet/fr.js';
import { officer } from './officer/fr.js';
import { decide } from './decide/fr.js';
import { moderation } from './moderation/fr.js';
import { release } from './release/fr.js';
import { status } from './status/fr.js';
import { people } from './people/fr.js';
import { overview } from './overview/fr.js';
import { many } from './many/fr.js';
import { passports } from './passports/fr.js';
import { appeals } from './appeals/fr.js';
import { followups } from './followups/fr.js';
import { missions } from './missions/fr.js';
import { operators } from './operators/fr.js';
import type { DeskStrings } from './strings.js';

/** French, room by room. */
export const strings: DeskStrings = {
  ...field,
  ...house,
  ...entrance,
  ...work,
  ...planning,
  ...candidates,
  ...sheet,
  ...officer,
  ...decide,
  ...moderation,
  ...release,
  ...status,
  ...people,
  ...overview,
  ...many,
  ...passports,
  ...appeals,
  ...followups,
  ...missions,
  ...operators,
};
