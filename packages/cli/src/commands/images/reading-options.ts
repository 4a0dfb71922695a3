import type { OptionDeclaration } from "../../command.ts";
import { QUIET } from "../../options.ts";

/** How images are found and read: of every verb that reads some. */
export const IMAGE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "platform",
    kind: "value",
    placeholder: "OS/ARCH",
    default: "linux/amd64",
    description: "Which image of several, as linux/arm64",
  },
  {
    name: "pull-secret",
    kind: "values",
    placeholder: "FILE",
    completes: "file",
    description:
      "Logins to registries: a Secret's manifest or its .dockerconfigjson; may be repeated",
  },
  {
    name: "mirror",
    kind: "values",
    placeholder: "REGISTRY=MIRROR",
    description:
      "Ask a mirror before the registry, as docker.io=mirror.example.com/hub; may be repeated",
  },
  {
    name: "registry-ca",
    kind: "values",
    placeholder: "FILE",
    completes: "file",
    description: "Certificates of authorities that registries are signed by; may be repeated",
  },
  {
    name: "plain-http",
    kind: "values",
    placeholder: "HOST",
    description: "Allow HTTP without encryption to a registry, with its port; may be repeated",
  },
  QUIET,
];
