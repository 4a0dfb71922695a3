import { AUTHORIZATION, AUTHORIZATION_SELECTORS } from "../libraries/authorization.ts";
import { FORMAT_LIBRARY } from "../libraries/formats.ts";
import { LISTS } from "../libraries/lists.ts";
import { MORE_LISTS } from "../libraries/more-lists.ts";
import { NETWORKS } from "../libraries/networks.ts";
import { OPTIONALS } from "../libraries/optionals.ts";
import { QUANTITIES } from "../libraries/quantity.ts";
import { REGEX } from "../libraries/regex.ts";
import { SEMVERS } from "../libraries/semver.ts";
import { SETS } from "../libraries/sets.ts";
import { STANDARD } from "../libraries/standard.ts";
import { STRINGS_0, STRINGS_2, STRINGS_3 } from "../libraries/strings.ts";
import { TWO_VARIABLES } from "../libraries/two-variables.ts";
import { URLS } from "../libraries/urls.ts";
import { type Environment, environmentOf, type Library } from "../typing/environment.ts";

/*
 * What the API server has in CEL by its version (k8s.io/apiserver/pkg/cel/environment/base.go).
 */

/** A library, the minor version of Kubernetes 1 that brought it, and the one that took it away. */
interface Versioned {
  readonly library: Library;
  readonly since: number;
  readonly until?: number;
}

/** In the order in which the API server adds them, since overloads of one function are tried in it. */
const LIBRARIES: readonly Versioned[] = [
  { library: STANDARD, since: 0 },
  { library: URLS, since: 0 },
  { library: REGEX, since: 0 },
  { library: LISTS, since: 0 },
  { library: AUTHORIZATION, since: 27 },
  { library: OPTIONALS, since: 28 },
  { library: QUANTITIES, since: 28 },
  { library: STRINGS_0, since: 0, until: 29 },
  { library: STRINGS_2, since: 29 },
  { library: SETS, since: 29 },
  { library: NETWORKS, since: 30 },
  { library: FORMAT_LIBRARY, since: 31 },
  { library: AUTHORIZATION_SELECTORS, since: 31 },
  { library: TWO_VARIABLES, since: 32 },
  { library: SEMVERS, since: 33 },
  { library: MORE_LISTS, since: 34 },
];

/** The minor version that literals have to be right in. */
const CHECKED_LITERALS = 29;

/** The newest minor version that this has the libraries of. */
export const NEWEST_MINOR = 36;

const known = new Map<number, Environment>();

/** The environment of Kubernetes 1.`minor`, without variables. */
export function kubernetesEnvironment(minor: number): Environment {
  const made = known.get(minor) ?? make(minor);
  known.set(minor, made);
  return made;
}

function make(minor: number): Environment {
  const libraries = LIBRARIES.filter(
    ({ since, until }) => minor >= since && (until === undefined || minor < until),
  );
  return environmentOf(
    libraries.map(({ library }) => library),
    {
      homogeneousLiterals: true,
      checkedLiterals: minor >= CHECKED_LITERALS,
      foldsConstants: true,
      strictKeys: false,
    },
  );
}

/** CEL as its specification has it, with the extensions that Kubernetes has of it. */
export const PLAIN_ENVIRONMENT: Environment = environmentOf(
  [STANDARD, OPTIONALS, STRINGS_3, SETS, TWO_VARIABLES, MORE_LISTS],
  { homogeneousLiterals: false, checkedLiterals: false, foldsConstants: false, strictKeys: true },
);
