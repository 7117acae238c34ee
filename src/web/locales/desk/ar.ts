import { field } from './field/ar.js';
import { house } from './house/ar.js';
import { entrance } from './entrance/ar.js';
import { work } from './work/ar.js';
import { planning } from './planning/ar.js';
import { candidates } from './candidates/ar.js';
import { sheet } from './sheet/ar.js';
import { officer } from './officer/ar.js';
import { decide } from './decide/ar.js';
import { moderation } from './moderation/ar.js';
import { release } from './release/ar.js';
import { status } from './status/ar.js';
import { people } from './people/ar.js';
import { overview } from './overview/ar.js';
import { many } from './many/ar.js';
import { passports } from './passports/ar.js';
import { appeals } from './appeals/ar.js';
import { followups } from './followups/ar.js';
import { missions } from './missions/ar.js';
import { operators } from './operators/ar.js';
import type { DeskStrings } from './strings.js';

/** Arabic, room by room. */
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
