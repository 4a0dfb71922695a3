import { minorOf, requestDenials } from "@watertight/cel/policies";
import type { DedicationSettings } from "@watertight/core/tenancy";
import type { Arguments } from "../../command.ts";
import { UsageError } from "../../usage-error.ts";

const HOLDER = /^(?:user|group)\/.+$|^serviceaccount\/[^/]+\/[^/]+$/;

/** What a proof that nodes are somebody's own rests on: admission policies as they are evaluated, and who is to administer the cluster. */
export function dedicationSettings(args: Arguments, verb: string): DedicationSettings {
  const administrators = args.values("administrator");
  const odd = administrators.find((each) => !HOLDER.test(each));
  if (odd !== undefined) {
    throw new UsageError(
      `"${odd}" is nobody; write user/NAME, group/NAME or serviceaccount/NAMESPACE/NAME.`,
      { verb },
    );
  }
  return {
    administrators,
    admissionOf: ({ snapshot, access }) => requestDenials(snapshot, access, minorOf(snapshot)),
  };
}
