export {
  type CveJudge,
  createCveJudge,
  type JudgedComponent,
  type JudgedCve,
} from "./cves/judge.ts";
