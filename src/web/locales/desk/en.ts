import { field } from './field/en.js';
import { house } from './house/en.js';
import { entrance } from './entrance/en.js';
import { work } from './work/en.js';
import { planning } from './planning/en.js';
import { candidates } from './candidates/en.js';
import { sheet } from './sheet/en.js';
import { officer } from './officer/en.js';
import { decide } from './decide/en.js';
import { moderation } from './moderation/en.js';
import { release } from './release/en.js';
import { status } from './status/en.js';
import { people } from './people/en.js';
import { overview } from './overview/en.js';
import { many } from './many/en.js';
import { passports } from './passports/en.js';
import { appeals } from './appeals/en.js';
import { followups } from './followups/en.js';
import { missions } from './missions/en.js';
import { operators } from './operators/en.js';

/** English, room by room: complete by type. Short sentences, verb first, the words of the field. */
export const en = {
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
} as const;
