import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { S3_OPTIONS } from "../options.ts";

/** `watertight evidence verify`. */
export const verify: Command = {
  name: "verify",
  summary:
    "Check every byte of an archive or a store: what was changed, is missing or was reordered",
  usage: "evidence verify ARCHIVE|STORE [--key FILE] [OPTIONS]",
  operands: { placeholder: "ARCHIVE", minimum: 1, maximum: 1, completes: "file" },
  options: [
    {
      name: "key",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Public key in PEM by which the archive must be signed",
    },
    TEXT_OR_JSON,
    ...S3_OPTIONS,
  ],
  examples: [
    {
      command: "watertight evidence verify case.tar --key signing-key.pub.pem",
      description:
        "On any machine: exit status 0 it is the same, 1 it is not, 3 nobody says whose key it is",
    },
    {
      command: "watertight evidence verify s3://security/evidence --s3-region eu-central-1",
      description: "The chain and every item of a bucket",
    },
  ],
  run: () => import("./run.ts"),
};
