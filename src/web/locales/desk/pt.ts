import { field } from './field/pt.js';
import { house } from './house/pt.js';
import { entrance } from './entrance/pt.js';
import { work } from './work/pt.js';
import { planning } from './planning/pt.js';
import { candidates } from './candidates/pt.js';
import { sheet } from './sheet/pt.js';
import { officer } from './officer/pt.js';
import { decide } from './decide/pt.js';
import { moderation } from './moderation/pt.js';
import { release } from './release/pt.js';
import { status } from './status/pt.js';
import { people } from './people/pt.js';
import { overview } from './overview/pt.js';
import { many } from './many/pt.js';
import { passports } from './passports/pt.js';
import { appeals } from './appeals/pt.js';
import { followups } from './followups/pt.js';
import { missions } from './missions/pt.js';
import { operators } from './operators/pt.js';
import type { DeskStrings } from './strings.js';

/** Portuguese, room by room. */
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
