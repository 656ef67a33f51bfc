import type { FleetReads } from './fleet.ts';
import type { RegistryReads } from './image.ts';
import type { SettingsReads } from './repository-settings.ts';
import type { ScalingReads } from './scaling.ts';

/** All that a response may ask of AWS. A playbook asks for the part that it needs. */
export interface Reads extends FleetReads, RegistryReads, SettingsReads, ScalingReads {}
