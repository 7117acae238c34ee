import { field } from './field/ta.js';
import { house } from './house/ta.js';
import { entrance } from './entrance/ta.js';
import { work } from './work/ta.js';
import { planning } from './planning/ta.js';
import { candidates } from './candidates/ta.js';
import { sheet } from './sheet/ta.js';
import { officer } from './officer/ta.js';
import { decide } from './decide/ta.js';
import { moderation } from './moderation/ta.js';
import { release } from './release/ta.js';
import { status } from './status/ta.js';
import { people } from './people/ta.js';
import { overview } from './overview/ta.js';
import { many } from './many/ta.js';
import { passports } from './passports/ta.js';
import { appeals } from './appeals/ta.js';
import { followups } from './followups/ta.js';
import { missions } from './missions/ta.js';
import { operators } from './operators/ta.js';
import type { DeskStrings } from './strings.js';

/** Tamil, room by room. */
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
