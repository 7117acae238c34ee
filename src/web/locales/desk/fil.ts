import { field } from './field/fil.js';
import { house } from './house/fil.js';
import { entrance } from './entrance/fil.js';
import { work } from './work/fil.js';
import { planning } from './planning/fil.js';
import { candidates } from './candidates/fil.js';
import { sheet } from './sheet/fil.js';
import { officer } from './officer/fil.js';
import { decide } from './decide/fil.js';
import { moderation } from './moderation/fil.js';
import { release } from './release/fil.js';
import { status } from './status/fil.js';
import { people } from './people/fil.js';
import { overview } from './overview/fil.js';
import { many } from './many/fil.js';
import { passports } from './passports/fil.js';
import { appeals } from './appeals/fil.js';
import { followups } from './followups/fil.js';
import { missions } from './missions/fil.js';
import { operators } from './operators/fil.js';
import type { DeskStrings } from './strings.js';

/** Filipino, room by room. */
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
