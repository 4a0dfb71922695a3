import type { Command } from "../../../command.ts";
import { STORE_OPTIONS } from "../options.ts";

/** `watertight evidence export`. */
export const exportEvidence: Command = {
  name: "export",
  summary: "Write captures and the chain of custody as one signed archive",
  usage: "evidence export CAPTURE... --to FILE [OPTIONS]",
  operands: { placeholder: "CAPTURE", minimum: 1 },
  options: [
    {
      name: "to",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "The archive",
    },
    {
      name: "signing-key",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      default: "signing-key.pem of the folder, made where there is none",
      description: "Private key of Ed25519 in PEM",
    },
    ...STORE_OPTIONS,
  ],
  examples: [
    {
      command: "watertight evidence export 1 --to case.tar --reason 'case 7'",
      description: "With who had it; signing-key.pub.pem beside the store verifies it",
    },
  ],
  run: () => import("./run.ts"),
};
