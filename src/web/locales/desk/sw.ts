import { field } from './field/sw.js';
import { house } from './house/sw.js';
import { entrance } from './entrance/sw.js';
import { work } from './work/sw.js';
import { planning } from './planning/sw.js';
import { candidates } from './candidates/sw.js';
import { sheet } from './sheet/sw.js';
import { officer } from './officer/sw.js';
import { decide } from './decide/sw.js';
import { moderation } from './moderation/sw.js';
import { release } from './release/sw.js';
import { status } from './status/sw.js';
import { people } from './people/sw.js';
import { overview } from './overview/sw.js';
import { many } from './many/sw.js';
import { passports } from './passports/sw.js';
import { appeals } from './appeals/sw.js';
import { followups } from './followups/sw.js';
import { missions } from './missions/sw.js';
import { operators } from './operators/sw.js';
import type { DeskStrings } from './strings.js';

/** Swahili, room by room. */
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
