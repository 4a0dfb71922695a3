export {
  type FoundSecret,
  secretsAssigned,
  secretsInText,
  secretUnderKey,
} from "./find.ts";
export { hidingSecrets } from "./hiding-secrets.ts";
