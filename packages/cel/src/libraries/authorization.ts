import type { FunctionDeclaration, Library, Overload } from "../typing/environment.ts";
import { BOOL, objectType, STRING, type Type } from "../typing/type.ts";
import { Comparable } from "../values/equality.ts";
import { CelError, noSuchOverload, type Result, textOf, type Value } from "../values/value.ts";
import { binary, declare, many, member, unary } from "./declare.ts";

/*
 * What may whoever makes the request: `authorizer` (k8s.io/apiserver/pkg/cel/library/authz.go), asked of an authorizer that the caller gives.
 */

/** Who is asked about. */
export interface CelUser {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** What is asked: a path, or a resource; "" for what it does not say. */
export type CelAccess =
  | { readonly path: string; readonly verb: string }
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource: string;
      readonly namespace: string;
      readonly name: string;
      /** As the expression has them. */
      readonly fieldSelector: string;
      readonly labelSelector: string;
    };

/** What an authorizer says; `error` where it failed. */
interface CelDecision {
  readonly allowed: boolean;
  readonly reason: string;
  readonly error?: string;
}

export type Authorize = (user: CelUser, access: CelAccess) => CelDecision;

/** A value that is only there to be asked: it is equal to nothing. */
abstract class Receiver extends Comparable {
  override equals(other: Value): Result {
    return noSuchOverload("_==_", other);
  }
}

const AUTHORIZER: Type = objectType("kubernetes.authorization.Authorizer");
const PATH_CHECK: Type = objectType("kubernetes.authorization.PathCheck");
const GROUP_CHECK: Type = objectType("kubernetes.authorization.GroupCheck");
const RESOURCE_CHECK: Type = objectType("kubernetes.authorization.ResourceCheck");
const DECISION: Type = objectType("kubernetes.authorization.Decision");

/** Types of the variables `authorizer` and `authorizer.requestResource`. */
export const AUTHORIZER_TYPE: Type = AUTHORIZER;
export const REQUEST_RESOURCE_TYPE: Type = RESOURCE_CHECK;

/** The variable `authorizer`: asks for a user. */
export class AuthorizerValue extends Receiver {
  override readonly type: Type = AUTHORIZER;
  readonly user: CelUser;
  readonly authorize: Authorize;

  constructor(user: CelUser, authorize: Authorize) {
    super();
    this.user = user;
    this.authorize = authorize;
  }
}

class PathCheck extends Receiver {
  override readonly type: Type = PATH_CHECK;
  readonly authorizer: AuthorizerValue;
  readonly path: string;

  constructor(authorizer: AuthorizerValue, path: string) {
    super();
    this.authorizer = authorizer;
    this.path = path;
  }
}

class GroupCheck extends Receiver {
  override readonly type: Type = GROUP_CHECK;
  readonly authorizer: AuthorizerValue;
  readonly group: string;

  constructor(authorizer: AuthorizerValue, group: string) {
    super();
    this.authorizer = authorizer;
    this.group = group;
  }
}

/** The resource that is asked about, without its verb. */
export type CheckedResource = Omit<Extract<CelAccess, { readonly resource: string }>, "verb">;

/** The variable `authorizer.requestResource`, and what expressions make of a group. */
export class ResourceCheck extends Receiver {
  override readonly type: Type = RESOURCE_CHECK;
  readonly authorizer: AuthorizerValue;
  readonly resource: CheckedResource;

  constructor(authorizer: AuthorizerValue, resource: CheckedResource) {
    super();
    this.authorizer = authorizer;
    this.resource = resource;
  }
}

class DecisionValue extends Receiver {
  override readonly type: Type = DECISION;
  readonly decision: CelDecision;

  constructor(decision: CelDecision) {
    super();
    this.decision = decision;
  }
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split(".").every((part) => LABEL.test(part));
}

function accountOf([authorizer = null, namespace, name]: readonly Value[]): Result {
  if (!(authorizer instanceof AuthorizerValue)) {
    return noSuchOverload("serviceAccount", authorizer);
  }
  const [space, account] = [textOf(namespace), textOf(name)];
  if (!isSubdomain(account)) {
    return new CelError("Invalid service account name");
  }
  if (space.length > 63 || !LABEL.test(space)) {
    return new CelError("Invalid service account namespace");
  }
  const user: CelUser = {
    name: `system:serviceaccount:${space}:${account}`,
    uid: "",
    groups: ["system:serviceaccounts", `system:serviceaccounts:${space}`],
    extra: {},
  };
  return new AuthorizerValue(user, authorizer.authorize);
}

/** Of a resource that is asked about, one more part. */
function narrowing(name: string, id: string, part: keyof CheckedResource): FunctionDeclaration {
  return declare(
    name,
    member(
      id,
      [RESOURCE_CHECK, STRING],
      RESOURCE_CHECK,
      binary((check, text) =>
        check instanceof ResourceCheck
          ? new ResourceCheck(check.authorizer, { ...check.resource, [part]: textOf(text) })
          : noSuchOverload(name, check),
      ),
    ),
  );
}

function pathOf(authorizer: Value, path: Value): Result {
  if (!(authorizer instanceof AuthorizerValue)) {
    return noSuchOverload("path", authorizer);
  }
  const text = textOf(path);
  return text.trim() === ""
    ? new CelError("path must not be empty")
    : new PathCheck(authorizer, text);
}

function resourceOf(check: Value, resource: Value): Result {
  if (!(check instanceof GroupCheck)) {
    return noSuchOverload("resource", check);
  }
  const text = textOf(resource);
  return text.trim() === ""
    ? new CelError("resource must not be empty")
    : new ResourceCheck(check.authorizer, {
        group: check.group,
        resource: text,
        subresource: "",
        namespace: "",
        name: "",
        fieldSelector: "",
        labelSelector: "",
      });
}

function check(what: Value, verb: Value): Result {
  const asked = textOf(verb);
  if (what instanceof PathCheck) {
    const { authorize, user } = what.authorizer;
    return new DecisionValue(authorize(user, { verb: asked, path: what.path }));
  }
  if (what instanceof ResourceCheck) {
    const { authorize, user } = what.authorizer;
    return new DecisionValue(authorize(user, { verb: asked, ...what.resource }));
  }
  return noSuchOverload("check", what);
}

function decided(
  name: string,
  result: Type,
  does: (decision: CelDecision) => Value,
): FunctionDeclaration {
  return declare(
    name,
    member(
      `decision_${name}`,
      [DECISION],
      result,
      unary((value) =>
        value instanceof DecisionValue ? does(value.decision) : noSuchOverload(name, value),
      ),
    ),
  );
}

function checking(id: string, type: Type): Overload {
  return member(id, [type, STRING], DECISION, binary(check));
}

const TYPES: ReadonlyMap<string, Type> = new Map(
  [AUTHORIZER, PATH_CHECK, GROUP_CHECK, RESOURCE_CHECK, DECISION].map((type) => [type.name, type]),
);

/** Since 1.27. */
export const AUTHORIZATION: Library = {
  types: TYPES,
  functions: [
    declare("path", member("authorizer_path", [AUTHORIZER, STRING], PATH_CHECK, binary(pathOf))),
    declare(
      "group",
      member(
        "authorizer_group",
        [AUTHORIZER, STRING],
        GROUP_CHECK,
        binary((authorizer, group) =>
          authorizer instanceof AuthorizerValue
            ? new GroupCheck(authorizer, textOf(group))
            : noSuchOverload("group", authorizer),
        ),
      ),
    ),
    declare(
      "serviceAccount",
      member(
        "authorizer_serviceaccount",
        [AUTHORIZER, STRING, STRING],
        AUTHORIZER,
        many(accountOf),
      ),
    ),
    declare(
      "resource",
      member("groupcheck_resource", [GROUP_CHECK, STRING], RESOURCE_CHECK, binary(resourceOf)),
    ),
    narrowing("subresource", "resourcecheck_subresource", "subresource"),
    narrowing("namespace", "resourcecheck_namespace", "namespace"),
    narrowing("name", "resourcecheck_name", "name"),
    declare(
      "check",
      checking("pathcheck_check", PATH_CHECK),
      checking("resourcecheck_check", RESOURCE_CHECK),
    ),
    decided("errored", BOOL, ({ error }) => error !== undefined),
    decided("error", STRING, ({ error }) => error ?? ""),
    decided("allowed", BOOL, ({ allowed }) => allowed),
    decided("reason", STRING, ({ reason }) => reason),
  ],
};

/** Since 1.31. */
export const AUTHORIZATION_SELECTORS: Library = {
  functions: [
    narrowing("fieldSelector", "authorizer_fieldselector", "fieldSelector"),
    narrowing("labelSelector", "authorizer_labelselector", "labelSelector"),
  ],
};
