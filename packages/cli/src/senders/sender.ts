import type { JsonObject } from "@watertight/core/kubernetes";

/** Something that is told to others. */
export interface Message {
  /** The same for the same thing, so that a receiver knows it again. */
  readonly id: string;
  /** `watertight.incident`. */
  readonly type: string;
  readonly data: JsonObject;
}

/** What became of a message. */
export type Sent =
  | { readonly ok: true }
  /** A clause that says why, without secrets. */
  | { readonly ok: false; readonly because: string };

/** A way by which messages leave: a webhook, and whatever else joins. It never throws. */
export interface Sender {
  /** For people: where it leads, without credentials. */
  readonly name: string;
  readonly send: (message: Message) => Promise<Sent>;
}
