import { readManifests } from "@watertight/manifests";
import { createClusters } from "@watertight/core/cluster";
const s = await readManifests({paths:[process.argv[2]],stdin:()=>process.stdin as never,workingDirectory:process.cwd(),environment:process.env,exclude:[],charts:"render",kustomizations:"build",helmValues:[],helmSet:[],kubernetesVersion:"v1.37",assumptions:{kubernetesVersion:{value:"v1.37",known:"defaulted"},wholeCluster:{value:false,known:"defaulted"}}} as never);
const c = createClusters(s);
if (c.widest.length>1) console.log(process.argv[2].split("/").slice(-2).join("/"), s.objects.length, s.deployments.length, "judged", c.judged.length, "widest", c.widest.map(w=>w.world.split("/").pop()+":"+w.snapshot.objects.length).join(" "));
