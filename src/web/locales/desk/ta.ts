import { house } from './house/ta.js';
import { entrance } from './entrance/ta.js';
import { work } from './work/ta.js';
import { planning } from './planning/ta.js';
import { candidates } from './candidates/ta.js';
import { sheet } from './sheet/ta.js';
import { officer } from './officer/ta.js';
import { decide } from './decide/ta.js';
import { release } from './release/ta.js';
import { status } from './status/ta.js';
import { people } from './people/ta.js';
import { overview } from './overview/ta.js';
import type { DeskStrings } from './strings.js';

/** Tamil, room by room. */
export const strings: DeskStrings = {
  ...house,
  ...entrance,
  ...work,
  ...planning,
  ...candidates,
  ...sheet,
  ...officer,
  ...decide,
  ...release,
  ...status,
  ...people,
  ...overview,
};
