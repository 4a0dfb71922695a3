import type { Container, EphemeralContainer } from "../kubernetes/api/types.ts";

/** A program that does what whoever connects to it says, as its own arguments show. */
interface OpenService {
  /** What shows it: a lower-case clause. */
  readonly because: string;
}

/** Arguments by which a program asks nobody who he is, with what it then does for him. */
const OPEN: readonly { readonly all: readonly RegExp[]; readonly because: string }[] = [
  // kubectl proxy passes on requests with the rights of its own account (kubectl/pkg/proxy).
  {
    all: [/^kubectl$|\/kubectl$/, /^proxy$/, /^--accept-hosts=(?:\.\*|\^\.\*\$|\^\*\$)$/],
    because: "kubectl proxy answers everybody with the rights of its account",
  },
  // The Docker daemon without TLS gives its node to whoever connects (docs.docker.com/engine/daemon/remote-access).
  {
    all: [/dockerd(?:-entrypoint\.sh)?$/, /^(?:--host|-H)=tcp:\/\/0\.0\.0\.0:2375$/],
    because: "the Docker daemon answers without TLS",
  },
  {
    all: [/^--(?:NotebookApp|ServerApp|IdentityProvider)\.token=(?:''|"")?$/],
    because: "Jupyter runs code for everybody, for its token is empty",
  },
  // Kubernetes Dashboard then acts with its own account for everybody (docs/user/access-control).
  {
    all: [/^--enable-skip-login(?:=true)?$/, /^--disable-settings-authorizer(?:=true)?$/],
    because: "the dashboard lets everybody act with its account",
  },
  { all: [/^ttyd$|\/ttyd$/], because: "ttyd gives everybody a shell" },
  { all: [/^shell2http$|\/shell2http$/], because: "shell2http runs commands for everybody" },
];

/** Why whoever connects to a container surely has it; undefined where nothing shows it. */
export function openServiceOf({
  command = [],
  args = [],
}: Container | EphemeralContainer): OpenService | undefined {
  const words = [...command, ...args];
  const found = OPEN.find(({ all }) => all.every((each) => words.some((word) => each.test(word))));
  // A credential among the arguments is asked for.
  const asks = words.some((word) => /^(?:-c|--credential)(?:=|$)/.test(word));
  return found && !(asks && /ttyd/.test(found.because)) ? { because: found.because } : undefined;
}
