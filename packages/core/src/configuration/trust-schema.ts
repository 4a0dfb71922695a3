import { type Schema, strings, text } from "../json-schema/schema.ts";

const DECISION: Schema = { type: "string", enum: ["admit", "refuse"] };
const NAMES = strings({ examples: ["registry.example.com/team/*"] });

const AUTHORITY: Schema = {
  description: "Who may vouch for images: one of key, keyless and notation.",
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { description: "Its name in policies.", ...text({ examples: ["release"] }) },
    key: {
      description:
        "A public key of cosign: PEM, or the path of a file of it from the folder of the configuration.",
      ...text({ examples: ["keys/release.pub"] }),
    },
    keyless: {
      description: "Certificates that sigstore gives to identities.",
      type: "object",
      additionalProperties: false,
      required: ["issuer", "subject", "trustedRoot"],
      properties: {
        issuer: {
          description: "Who identified the signer.",
          ...text({ examples: ["https://token.actions.githubusercontent.com"] }),
        },
        subject: {
          description: "Who signed; a * is any text.",
          ...text({
            examples: ["https://github.com/example/web/.github/workflows/release.yml@refs/tags/*"],
          }),
        },
        trustedRoot: {
          description:
            "Path of a TrustedRoot of sigstore, as cosign trusted-root create writes it.",
          ...text({ examples: ["trusted_root.json"] }),
        },
        certificateLog: {
          description: "Whether certificates have to be in a log of them; the default is true.",
          type: "boolean",
        },
        transparencyLog: {
          description: "Whether signatures have to be in a transparency log; the default is true.",
          type: "boolean",
        },
      },
    },
    notation: {
      description: "Certificates of Notary Project.",
      type: "object",
      additionalProperties: false,
      required: ["certificates"],
      properties: {
        certificates: {
          description: "Trusted certificates: PEM, or paths of files of it.",
          ...strings({ examples: ["keys/notary.crt"] }),
        },
        subject: {
          description: "A part of the signer's subject.",
          ...text({ examples: ["CN=release"] }),
        },
      },
    },
  },
};

const POLICY: Schema = {
  description: "What images must be to run; what is absent is not asked.",
  type: "object",
  additionalProperties: false,
  required: ["name", "images"],
  properties: {
    name: { description: "Its name in answers.", ...text({ examples: ["production"] }) },
    images: {
      description: "Names of images with their registry that it is for; a * is any text.",
      ...NAMES,
    },
    registries: {
      description: "Registries and repositories that they may come from.",
      ...strings({ examples: ["registry.example.com/team"] }),
    },
    signedBy: { description: "Authorities of which one must have signed.", ...strings() },
    attestations: {
      description: "Statements that somebody must have signed.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["type"],
        properties: {
          type: {
            description:
              "slsaprovenance, spdx, cyclonedx, vuln, openvex, or the URI of a predicate.",
            ...text({ examples: ["slsaprovenance"] }),
          },
          signedBy: { description: "By one of these authorities; absent: by any.", ...strings() },
        },
      },
    },
    maximumAgeDays: {
      description: "Days since an image was built.",
      type: "integer",
      minimum: 0,
    },
    noFixable: {
      description: "No vulnerability with a fix may be so severe, or more.",
      type: "string",
      enum: ["critical", "high", "medium", "low"],
    },
    baseImages: {
      description: "Names of images that they may be built on, as labels say; a * is any text.",
      ...NAMES,
    },
    onFailure: {
      description:
        "What becomes of an image of which something could not be found out; the default is refuse.",
      ...DECISION,
    },
  },
};

/** Who vouches for images, and for which somebody must. */
export const TRUST_SCHEMA: Schema = {
  description:
    "Who vouches for images, and what images must be to run: images verify and the admission webhook hold against it.",
  type: "object",
  additionalProperties: false,
  required: ["policies"],
  properties: {
    authorities: { description: "Who may vouch for images.", type: "array", items: AUTHORITY },
    policies: {
      description: "Every policy that speaks of an image has to hold.",
      type: "array",
      items: POLICY,
    },
    otherwise: {
      description: "What becomes of images that no policy speaks of; the default is refuse.",
      ...DECISION,
    },
    deadlineSeconds: {
      description:
        "Seconds for one decision; what is not found out until then is not known. The default is 5.",
      type: "integer",
      minimum: 1,
    },
  },
};
