import { field } from './field/si.js';
import { house } from './house/si.js';
import { entrance } from './entrance/si.js';
import { work } from './work/si.js';
import { planning } from './planning/si.js';
import { candidates } from './candidates/si.js';
import { sheet } from './sheet/si.js';
import { officer } from './officer/si.js';
import { decide } from './decide/si.js';
import { moderation } from './moderation/si.js';
import { release } from './release/si.js';
import { status } from './status/si.js';
import { people } from './people/si.js';
import { overview } from './overview/si.js';
import { many } from './many/si.js';
import { passports } from './passports/si.js';
import { appeals } from './appeals/si.js';
import { followups } from './followups/si.js';
import { missions } from './missions/si.js';
import { operators } from './operators/si.js';
import type { DeskStrings } from './strings.js';

/** Sinhala, room by room. */
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
