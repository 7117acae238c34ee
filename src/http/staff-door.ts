import type { Desk } from '../desk/index.js';
import type { StaffServices } from '../staff/index.js';

/** What the staff routes call. Absent in servers that have no desks (conformance runs). */
export interface StaffDoor {
  readonly services: StaffServices;
  readonly desk: Desk;
}

/** What the staff routes need to know about the server they run in. */
export interface StaffRouteDeps {
  readonly publicUrl: string;
  readonly production: boolean;
  readonly staff: StaffDoor;
}
