// Program pod-security answers, one JSON line for one JSON line, what Kubernetes' own Pod Security evaluator says
// about a pod. The conformance test compares its answers with the project's.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type question struct {
	Level   string     `json:"level"`
	Version string     `json:"version"`
	Pod     corev1.Pod `json:"pod"`
}

type violation struct {
	Check  string `json:"check"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

type answer struct {
	Allowed    bool        `json:"allowed"`
	Message    string      `json:"message"`
	Violations []violation `json:"violations"`
}

// recorded returns upstream's checks, each of which notes its id beside what it refuses.
func recorded(seen *[]violation) []policy.Check {
	checks := policy.DefaultChecks()
	for _, check := range checks {
		for i := range check.Versions {
			evaluate := check.Versions[i].CheckPod
			check.Versions[i].CheckPod = func(meta *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				result := evaluate(meta, spec)
				if !result.Allowed {
					*seen = append(*seen, violation{string(check.ID), result.ForbiddenReason, result.ForbiddenDetail})
				}
				return result
			}
		}
	}
	return checks
}

func main() {
	seen := []violation{}
	evaluator, err := policy.NewEvaluator(recorded(&seen), nil)
	if err != nil {
		log.Fatal(err)
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			log.Fatal(err)
		}
		level, err := api.ParseLevel(asked.Level)
		if err != nil {
			log.Fatal(err)
		}
		version, err := api.ParseVersion(asked.Version)
		if err != nil {
			log.Fatal(err)
		}
		seen = []violation{}
		target := api.LevelVersion{Level: level, Version: version}
		results := evaluator.EvaluatePod(target, &asked.Pod.ObjectMeta, &asked.Pod.Spec)
		total := policy.AggregateCheckResults(results)
		if err := encoder.Encode(answer{total.Allowed, total.ForbiddenDetail(), seen}); err != nil {
			log.Fatal(err)
		}
	}
}
