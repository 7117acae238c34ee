import { accreditationCredentialsCommand } from './accreditation-credentials.js';
import { authorityCommand } from './authority.js';
import { clockCommand } from './clock.js';
import type { Command } from './command.js';
import { conformanceCommand } from './conformance.js';
import { demoCommand } from './demo.js';
import { frameworksCommand } from './frameworks.js';
import { issueCommand } from './issue.js';
import { issuerCommand } from './issuer.js';
import { joseCoseCommand } from './jose-cose.js';
import { keysCommand } from './keys.js';
import { fsckCommand, resumeCommand, stopCommand } from './maintenance.js';
import { personCommand } from './person.js';
import { privacyCommand } from './privacy.js';
import { staffCommand } from './staff.js';
import { statusCommand } from './status.js';
import { signerCommand } from './signer.js';
import { trustCommand } from './trust.js';
import { verifyCommand } from './verify.js';

export const commands: readonly Command[] = [
  verifyCommand,
  issueCommand,
  statusCommand,
  issuerCommand,
  authorityCommand,
  accreditationCredentialsCommand,
  staffCommand,
  keysCommand,
  trustCommand,
  signerCommand,
  fsckCommand,
  resumeCommand,
  stopCommand,
  clockCommand,
  personCommand,
  privacyCommand,
  frameworksCommand,
  demoCommand,
  conformanceCommand,
  joseCoseCommand,
];
