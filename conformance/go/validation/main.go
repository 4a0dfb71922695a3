// Command validation says for each object on standard input (one JSON text a line) what an API server with the default
// feature gates would refuse at its creation: decoding, defaulting, conversion, the strategy of the resource.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"sort"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/capabilities"
)

type cause struct {
	Field string `json:"field"`
	Type  string `json:"type"`
}

// answer says how far an object came: "undecodable", "refused" with what for, "panicked" or "accepted".
type answer struct {
	Verdict string  `json:"verdict"`
	Causes  []cause `json:"causes"`
	Reason  string  `json:"reason,omitempty"`
}

func refused(err error) answer {
	var status *apierrors.StatusError
	if !errors.As(err, &status) || status.ErrStatus.Details == nil {
		return answer{Verdict: "refused", Reason: err.Error()}
	}
	causes := []cause{}
	seen := map[cause]bool{}
	for _, each := range status.ErrStatus.Details.Causes {
		one := cause{Field: each.Field, Type: string(each.Type)}
		if !seen[one] {
			seen[one] = true
			causes = append(causes, one)
		}
	}
	sort.Slice(causes, func(i, j int) bool {
		if causes[i].Field != causes[j].Field {
			return causes[i].Field < causes[j].Field
		}
		return causes[i].Type < causes[j].Type
	})
	return answer{Verdict: "refused", Causes: causes, Reason: err.Error()}
}

var decoder = legacyscheme.Codecs.UniversalDecoder()

// clear removes what the API server fills in or sets aside.
func clear(object metav1.Object) {
	object.SetResourceVersion("")
	object.SetGeneration(0)
	object.SetManagedFields(nil)
	rest.WipeObjectMetaSystemFields(object)
	rest.FillObjectMetaSystemFields(object)
}

// create is the answer of an API server, which survives what its code does not come to an end with.
func create(text []byte) (given answer) {
	defer func() {
		if problem := recover(); problem != nil {
			given = answer{Verdict: "panicked", Reason: fmt.Sprint(problem)}
		}
	}()
	internal, kind, err := decoder.Decode(text, nil, nil)
	if err != nil {
		return answer{Verdict: "undecodable", Reason: err.Error()}
	}
	strategy, known := strategies[kind.GroupKind()]
	if !known {
		log.Fatalf("no strategy for %v", kind)
	}
	object, err := meta.Accessor(internal)
	check(err)
	clear(object)
	namespace := ""
	if strategy.NamespaceScoped() {
		namespace = object.GetNamespace()
		if namespace == "" {
			namespace = metav1.NamespaceDefault
		}
	}
	ctx := contextOf(*kind, namespace)
	if object.GetName() == "" && object.GetGenerateName() != "" {
		object.SetName(strategy.GenerateName(object.GetGenerateName()))
	}
	if pod, is := internal.(*core.Pod); is {
		admit(pod)
	}
	if service, is := internal.(*core.Service); is {
		if err := allocate(service); err != nil {
			return refused(err)
		}
	}
	if err := rest.BeforeCreate(strategy, ctx, internal); err != nil {
		return refused(err)
	}
	return answer{Verdict: "accepted"}
}

// admit gives a pod an account, as the ServiceAccount admission plugin does to all but static pods.
func admit(pod *core.Pod) {
	if _, isStatic := pod.Annotations[core.MirrorPodAnnotationKey]; !isStatic && pod.Spec.ServiceAccountName == "" {
		pod.Spec.ServiceAccountName = "default"
	}
}

func contextOf(kind schema.GroupVersionKind, namespace string) context.Context {
	ctx := genericapirequest.WithNamespace(context.Background(), namespace)
	ctx = genericapirequest.WithUser(ctx, &user.DefaultInfo{Name: "admin", Groups: []string{user.SystemPrivilegedGroup}})
	return genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true,
		Verb:              "create",
		APIGroup:          kind.Group,
		APIVersion:        kind.Version,
		Namespace:         namespace,
	})
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	// As nearly every cluster has it: without it no pod may be privileged.
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<28)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		check(encoder.Encode(create(in.Bytes())))
	}
	check(in.Err())
}
