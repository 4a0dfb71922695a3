// Writes each object, given one a line as {"object", "to"}, as Kubernetes 1.21 has it in another API version: decoded with the defaults
// of its own version, converted through the internal one, and with the defaults of the other.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	apiregistration "k8s.io/kube-aggregator/pkg/apis/apiregistration/install"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/admissionregistration/install"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/certificates/install"
	_ "k8s.io/kubernetes/pkg/apis/coordination/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/discovery/install"
	_ "k8s.io/kubernetes/pkg/apis/extensions/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/node/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	_ "k8s.io/kubernetes/pkg/apis/scheduling/install"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
)

type question struct {
	Object json.RawMessage `json:"object"`
	To     string          `json:"to"`
}

func main() {
	scheme := legacyscheme.Scheme
	apiextensions.Install(scheme)
	apiregistration.Install(scheme)
	codecs := serializer.NewCodecFactory(scheme)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		answer, err := convert(scheme, codecs, lines.Bytes())
		if err != nil {
			answer, _ = json.Marshal(map[string]string{"error": err.Error()})
		}
		fmt.Fprintln(out, string(answer))
	}
}

func convert(scheme *runtime.Scheme, codecs serializer.CodecFactory, line []byte) ([]byte, error) {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	// With the defaults of the version in which it is written.
	object, _, err := codecs.UniversalDeserializer().Decode(asked.Object, nil, nil)
	if err != nil {
		return nil, err
	}
	scheme.Default(object)
	version, err := schema.ParseGroupVersion(asked.To)
	if err != nil {
		return nil, err
	}
	internal, err := scheme.ConvertToVersion(object, runtime.InternalGroupVersioner)
	if err != nil {
		return nil, err
	}
	converted, err := scheme.ConvertToVersion(internal, version)
	if err != nil {
		return nil, err
	}
	scheme.Default(converted)
	converted.GetObjectKind().SetGroupVersionKind(version.WithKind(object.GetObjectKind().GroupVersionKind().Kind))
	return json.Marshal(converted)
}
