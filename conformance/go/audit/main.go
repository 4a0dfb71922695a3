// Program audit answers, one JSON line for one JSON line, what the API server's own reader and checker of audit policies say. The
// conformance test compares its answers with the project's.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"os"
	"slices"

	"k8s.io/apiserver/pkg/audit"
	"k8s.io/apiserver/pkg/audit/policy"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/klog/v2"
)

type request struct {
	User       *string  `json:"user"`
	Groups     []string `json:"groups"`
	Verb       string   `json:"verb"`
	IsResource bool     `json:"isResource"`
	Group      string   `json:"group"`
	Resource   string   `json:"resource"`
	Sub        string   `json:"subresource"`
	Namespace  string   `json:"namespace"`
	Name       string   `json:"name"`
	Path       string   `json:"path"`
}

type line struct {
	// The text of a policy file, which the requests after it are about.
	Policy  *string  `json:"policy"`
	Request *request `json:"request"`
}

type answer struct {
	Error   string   `json:"error"`
	Level   string   `json:"level"`
	Stages  []string `json:"stages"`
	Managed bool     `json:"managed"`
}

func main() {
	klog.InitFlags(nil)
	if err := flag.Set("logtostderr", "false"); err != nil {
		log.Fatal(err)
	}
	if err := flag.Set("stderrthreshold", "FATAL"); err != nil {
		log.Fatal(err)
	}
	klog.SetOutput(devNull{})
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<28)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	var evaluator audit.PolicyRuleEvaluator
	for in.Scan() {
		var asked line
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		said := answer{Stages: []string{}}
		if asked.Policy != nil {
			read, err := policy.LoadPolicyFromBytes([]byte(*asked.Policy))
			if err != nil {
				said.Error = err.Error()
			} else {
				evaluator = policy.NewPolicyRuleEvaluator(read)
			}
		}
		if asked.Request != nil {
			said = decide(evaluator, asked.Request)
		}
		if err := encoder.Encode(said); err != nil {
			log.Fatal(err)
		}
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}

func decide(evaluator audit.PolicyRuleEvaluator, asked *request) answer {
	attributes := authorizer.AttributesRecord{
		Verb:            asked.Verb,
		Namespace:       asked.Namespace,
		APIGroup:        asked.Group,
		Resource:        asked.Resource,
		Subresource:     asked.Sub,
		Name:            asked.Name,
		ResourceRequest: asked.IsResource,
		Path:            asked.Path,
	}
	if asked.User != nil {
		attributes.User = &user.DefaultInfo{Name: *asked.User, Groups: asked.Groups}
	}
	config := evaluator.EvaluatePolicyRule(&attributes)
	stages := []string{}
	for _, stage := range config.OmitStages {
		stages = append(stages, string(stage))
	}
	slices.Sort(stages)
	// Where no rule matches, they are as written, perhaps twice.
	stages = slices.Compact(stages)
	return answer{Level: string(config.Level), Stages: stages, Managed: config.OmitManagedFields}
}

type devNull struct{}

func (devNull) Write(bytes []byte) (int, error) { return len(bytes), nil }
