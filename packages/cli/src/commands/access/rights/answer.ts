import type {
  AbacGrant,
  AccessSubject,
  AccessUser,
  EffectiveRights,
} from "@watertight/core/access";

/** What is known of the rights of one subject. */
export interface RightsAnswer {
  readonly subject: AccessSubject;
  readonly user: AccessUser;
  readonly rights: EffectiveRights;
  readonly abac: { readonly policies: number; readonly grants: readonly AbacGrant[] };
  readonly premises: readonly string[];
  /** Only what holds in this namespace. */
  readonly namespace: string | undefined;
  readonly explain: boolean;
}
