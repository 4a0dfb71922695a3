export {
  type FoundSecret,
  secretsAssigned,
  secretsInText,
  secretUnderKey,
  withoutSecrets,
} from "./find.ts";
export { hidingSecrets } from "./hiding-secrets.ts";
