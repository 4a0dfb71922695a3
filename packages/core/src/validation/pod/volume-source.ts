import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";

/** Which pod a volume is of: `name` is "" for a template. */
export interface VolumeOwner {
  readonly isPod: boolean;
  readonly name: string;
  /** Where each volume is, if not at its place in the list. */
  readonly places?: readonly Place[];
}

/** Checks a kind of volume; `at` is the place of its own field. */
export type ValidateSource<Source> = (source: Decoded<Source>, at: Place, of: VolumeOwner) => void;
