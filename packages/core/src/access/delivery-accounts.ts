import { textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { serviceAccountNameOf } from "../kubernetes/service-account.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { Authorizer } from "./authorizer.ts";
import { DELIVERY_PRODUCTS, type DeliveryProduct } from "./delivery-products.ts";
import type { Grant } from "./model.ts";
import { recogniseImages } from "./products.ts";
import { readBindings } from "./read-objects.ts";
import { allowsEverything } from "./rule.ts";
import { type AccessUser, serviceAccountUser } from "./user.ts";

/** A service account with which somebody outside the cluster acts in it. */
export interface DeliveryAccount {
  /** Absent where only its token shows that it is used outside. */
  readonly product?: DeliveryProduct;
  readonly account: { readonly namespace: string; readonly name: string };
  /** How it was recognised; `name` alone is the weakest. */
  readonly by: "image" | "config-map" | "token-secret" | "name";
  readonly evidence: Evidence;
  /** Why the account is in hands outside the cluster, a lower-case clause. */
  readonly reason: string;
  /** The rights that suffice, a whole sentence with its source; absent where no product is known. */
  readonly suffices?: string;
  readonly source?: string;
}

/**
 * The accounts of delivery programs, by image before ConfigMap before token Secret before name, each account once, in the
 * order in which the input shows them.
 */
export function deliveryAccountsOf(snapshot: Snapshot): readonly DeliveryAccount[] {
  const found = new Map<string, DeliveryAccount>();
  const candidates = [
    ...DELIVERY_PRODUCTS.flatMap((product) => byImage(snapshot, product)),
    ...DELIVERY_PRODUCTS.flatMap((product) => byConfigMap(snapshot, product)),
    ...byTokenSecret(snapshot),
    ...byName(snapshot),
  ];
  for (const candidate of candidates) {
    const key = `${candidate.account.namespace}/${candidate.account.name}`;
    if (!found.has(key)) found.set(key, candidate);
  }
  return [...found.values()];
}

/** The grants that let a user do everything everywhere. */
export function everythingGrantsOf(authorizer: Authorizer, user: AccessUser): readonly Grant[] {
  return authorizer.grantsFor(user, "").filter(({ role, rule }) => {
    const policy = role.rules[rule];
    return policy !== undefined && allowsEverything(policy);
  });
}

/** A delivery account as the API server knows it. */
export function userOfDeliveryAccount({ account }: DeliveryAccount): AccessUser {
  return serviceAccountUser(account.namespace, account.name);
}

function of(
  product: DeliveryProduct,
  found: Pick<DeliveryAccount, "account" | "by" | "evidence">,
): DeliveryAccount {
  const { commandedBy, suffices, source } = product;
  return { ...found, product, reason: commandedBy, suffices, source };
}

function byImage(snapshot: Snapshot, product: DeliveryProduct): readonly DeliveryAccount[] {
  return recogniseImages(snapshot, product.images).map(({ account, evidence }) =>
    of(product, { account, by: "image", evidence }),
  );
}

function byConfigMap(snapshot: Snapshot, product: DeliveryProduct): readonly DeliveryAccount[] {
  const { configMap } = product;
  if (!configMap) return [];
  return snapshot
    .ofKind("", "ConfigMap")
    .filter(({ reference }) => reference.name === configMap.name)
    .map(({ reference }) =>
      of(product, {
        account: { namespace: namespaceOf(reference), name: configMap.account },
        by: "config-map",
        evidence: {
          object: reference,
          path: ["metadata", "name"],
          message: `shows that ${product.title} is installed`,
        },
      }),
    );
}

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const ACCOUNT_NAME = "kubernetes.io/service-account.name";

/** A token that does not expire, of an account that no pod of the input runs as, was made to be used elsewhere. */
function byTokenSecret(snapshot: Snapshot): readonly DeliveryAccount[] {
  const used = accountsOfPods(snapshot);
  return snapshot.ofKind("", "Secret").flatMap(({ object, reference }) => {
    const name = textAt(object, "metadata", "annotations", ACCOUNT_NAME);
    if (object["type"] !== TOKEN_TYPE || name === "") return [];
    const account = { namespace: namespaceOf(reference), name };
    if (used.has(`${account.namespace}/${name}`)) return [];
    const evidence = {
      object: reference,
      path: ["metadata", "annotations", ACCOUNT_NAME],
      message: `holds a token of ServiceAccount ${account.namespace}/${name} that does not expire`,
    };
    const reason =
      "its token was made to last and no pod of the input runs as it, so it is used from outside";
    const product = DELIVERY_PRODUCTS.find(({ accountNames }) => accountNames.includes(name));
    const found = { account, by: "token-secret", evidence } as const;
    return product ? of(product, found) : { ...found, reason };
  });
}

function accountsView({ podTemplates }: SnapshotObject): string[] {
  return podTemplates.map(({ spec }) => serviceAccountNameOf(spec));
}

function accountsOfPods(snapshot: Snapshot): ReadonlySet<string> {
  return new Set(
    snapshot
      .viewed(accountsView)
      .flatMap((entry) =>
        accountsView(entry).map((name) => `${namespaceOf(entry.reference)}/${name}`),
      ),
  );
}

/** Accounts with the name that a delivery program gives its own, whom bindings name. */
function byName(snapshot: Snapshot): readonly DeliveryAccount[] {
  return readBindings(snapshot).flatMap(({ object, subjects }) =>
    subjects.flatMap(({ kind, namespace, name }, index) => {
      if (kind !== "ServiceAccount" || namespace === "") return [];
      const product = DELIVERY_PRODUCTS.find(({ accountNames }) => accountNames.includes(name));
      if (!product) return [];
      const evidence: Evidence = {
        object: object.reference,
        path: ["subjects", index],
        message: `names ServiceAccount ${namespace}/${name}, as ${product.title} calls its own`,
      };
      return [of(product, { account: { namespace, name }, by: "name", evidence })];
    }),
  );
}
