import type { Desk, EvidenceDesk, PortraitDesk } from '../desk/index.js';
import type { Entered, StaffServices } from '../staff/index.js';

/** What the staff routes call. Absent in servers that have no desks (conformance runs). */
export interface StaffDoor {
  readonly services: StaffServices;
  readonly desk: Desk;
  readonly evidence: EvidenceDesk;
  readonly portraits: PortraitDesk;
  /** Invented people whom anybody may try. Present in the demonstration only; in production it is never mounted. */
  readonly demo?: DemoPeople;
}

export interface DemoPeople {
  list(): Promise<
    readonly { key: string; displayName: string; roles: readonly string[]; organization: string | null }[]
  >;
  /** @throws `not-found` */
  enter(key: string): Promise<Entered>;
}

/** What the staff routes need to know about the server they run in. */
export interface StaffRouteDeps {
  readonly publicUrl: string;
  readonly production: boolean;
  readonly staff: StaffDoor;
}
