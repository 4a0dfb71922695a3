// Asks Cilium's own policy repository what it makes of policies: a line of JSON is a cluster with questions, and is answered
// with the policies that Cilium refuses and the verdict of each question.
package main

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"math"
	"net/netip"
	"os"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/cilium/cilium/pkg/crypto/certificatemanager"
	"github.com/cilium/cilium/pkg/endpoint/regeneration"
	envoypolicy "github.com/cilium/cilium/pkg/envoy/policy"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/identity/identitymanager"
	ipcachetypes "github.com/cilium/cilium/pkg/ipcache/types"
	"github.com/cilium/cilium/pkg/k8s"
	cilium_v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	"github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2/validator"
	slim_corev1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/core/v1"
	slim_networkingv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	k8sutils "github.com/cilium/cilium/pkg/k8s/utils"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
	"github.com/cilium/cilium/pkg/policy/types"
	policyutils "github.com/cilium/cilium/pkg/policy/utils"
	testpolicy "github.com/cilium/cilium/pkg/testutils/policy"
	pkgtypes "github.com/cilium/cilium/pkg/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

const clusterName = "default"

type cluster struct {
	DualStack  bool                         `json:"dualStack"`
	Namespaces map[string]map[string]string `json:"namespaces"`
	Pods       []json.RawMessage            `json:"pods"`
	Policies   []json.RawMessage            `json:"policies"`
	CIDRGroups []cilium_v2.CiliumCIDRGroup  `json:"cidrGroups"`
	Questions  []question                   `json:"questions"`
}

// An end is a pod by its index, an address outside, or a node of the cluster.
type end struct {
	Pod     *int   `json:"pod"`
	Address string `json:"address"`
	Node    string `json:"node"`
}

type question struct {
	From     end    `json:"from"`
	To       end    `json:"to"`
	Protocol string `json:"protocol"`
	Port     uint16 `json:"port"`
}

type answer struct {
	Refused  []string `json:"refused"`
	Verdicts []bool   `json:"verdicts"`
}

// Logs say what is refused, which the answer says too.
var logger = slog.New(slog.DiscardHandler)

func main() {
	check(labelsfilter.ParseLabelPrefixCfg(logger, nil, nil, ""))
	api.InitEntities(clusterName)
	policy.SetPolicyEnabled(option.DefaultEnforcement)
	option.Config.ClusterName = clusterName
	option.Config.EnableIPv4 = true
	option.Config.EnableICMPRules = true
	option.Config.EnableL7Proxy = true
	option.Config.EnableNonDefaultDenyPolicies = true
	option.Config.UnsafeDaemonConfigOption.AllowLocalhost = option.AllowLocalhostAlways
	crds, err := validator.NewNPValidator(logger)
	check(err)
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, math.MaxInt32)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for input.Scan() {
		var asked cluster
		check(json.Unmarshal(input.Bytes(), &asked))
		check(encoder.Encode(answerTo(&asked, crds)))
	}
	check(input.Err())
	check(output.Flush())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func answerTo(asked *cluster, crds *validator.NPValidator) answer {
	option.Config.EnableIPv6 = asked.DualStack
	made := newWorld(asked)
	result := answer{Refused: []string{}, Verdicts: []bool{}}
	entries := make([]types.PolicyEntries, 0, len(asked.Policies))
	resources := make([]ipcachetypes.ResourceID, 0, len(asked.Policies))
	for _, written := range asked.Policies {
		object, parsed, err := entriesOf(written, crds)
		if err != nil {
			result.Refused = append(result.Refused, err.Error())
			parsed = nil
		} else {
			result.Refused = append(result.Refused, "")
		}
		entries = append(entries, parsed)
		// The repository finds rules by the namespace of their resource.
		resources = append(resources, ipcachetypes.NewResourceID(
			ipcachetypes.ResourceKind(object.GetKind()), object.GetNamespace(), object.GetName()))
		made.notePrefixes(parsed)
	}
	made.identify(asked)
	for index, parsed := range entries {
		if len(parsed) > 0 {
			made.repository.ReplaceByResource(parsed, resources[index])
		}
	}
	for _, asking := range asked.Questions {
		result.Verdicts = append(result.Verdicts, made.passes(asking))
	}
	return result
}

// entriesOf is what Cilium makes of one object; an error says that the API server or Cilium refuses it.
func entriesOf(written json.RawMessage, crds *validator.NPValidator) (*unstructured.Unstructured, types.PolicyEntries, error) {
	var object unstructured.Unstructured
	check(json.Unmarshal(written, &object.Object))
	entries, err := rulesOf(written, &object, crds)
	return &object, entries, err
}

func rulesOf(written json.RawMessage, object *unstructured.Unstructured, crds *validator.NPValidator) (types.PolicyEntries, error) {
	if object.GetKind() == "NetworkPolicy" {
		var parsed slim_networkingv1.NetworkPolicy
		check(json.Unmarshal(written, &parsed))
		return k8s.ParseNetworkPolicy(logger, clusterName, &parsed)
	}
	validate := crds.ValidateCNP
	if object.GetKind() == "CiliumClusterwideNetworkPolicy" {
		validate = crds.ValidateCCNP
	}
	if err := validate(object); err != nil {
		return nil, err
	}
	var parsed cilium_v2.CiliumNetworkPolicy
	if err := json.Unmarshal(written, &parsed); err != nil {
		return nil, err
	}
	rules, err := parsed.Parse(logger, clusterName)
	if err != nil {
		return nil, err
	}
	return policyutils.RulesToPolicyEntries(rules), nil
}

// world is everything that has an identity.
type world struct {
	repository *policy.Repository
	pods       []*identity.Identity
	ports      []pkgtypes.NamedPortMap
	named      *namedPorts
	// Labels of the prefixes that policies and groups name.
	prefixes map[netip.Prefix]labels.Labels
	outside  map[string]*identity.Identity
	// By pod: pods of one identity may have other ports.
	policies map[int]*policy.EndpointPolicy
	next     identity.NumericIdentity
}

type namedPorts struct{ pkgtypes.NamedPortMultiMap }

func (n *namedPorts) GetNamedPorts() pkgtypes.NamedPortMultiMap { return n.NamedPortMultiMap }

func newWorld(asked *cluster) *world {
	secrets := certificatemanager.NewMockSecretManagerInline()
	repository := policy.NewPolicyRepository(
		logger, identity.ListReservedIdentities(), nil,
		envoypolicy.NewEnvoyL7RulesTranslator(logger, secrets),
		identitymanager.NewIDManager(logger), testpolicy.NewPolicyMetricsNoop(),
	)
	multi := pkgtypes.NewNamedPortMultiMap()
	made := &world{
		repository: repository,
		named:      &namedPorts{multi},
		prefixes:   map[netip.Prefix]labels.Labels{},
		outside:    map[string]*identity.Identity{},
		policies:   map[int]*policy.EndpointPolicy{},
	}
	repository.SetNamedPortsGetter(made.named)
	known := map[string]*identity.Identity{}
	for index, written := range asked.Pods {
		var pod slim_corev1.Pod
		check(json.Unmarshal(written, &pod))
		namespace := &slim_corev1.Namespace{}
		namespace.Name = pod.Namespace
		namespace.Labels = asked.Namespaces[pod.Namespace]
		ports, read := k8s.GetPodMetadata(logger, namespace, &pod)
		kept, _ := labelsfilter.Filter(labels.Map2Labels(read, labels.LabelSourceK8s))
		// Pods with the same labels are the same to policies.
		id := known[string(kept.SortedList())]
		if id == nil {
			id = identity.NewIdentity(identity.NumericIdentity(1000+index), kept)
			known[string(kept.SortedList())] = id
		}
		made.pods = append(made.pods, id)
		made.ports = append(made.ports, ports)
		multi.Update(id.ID, nil, ports)
	}
	for _, group := range asked.CIDRGroups {
		made.noteGroup(&group)
	}
	return made
}

// noteGroup does as cidrsAndLabelsForCIDRGroup of pkg/policy/k8s.
func (w *world) noteGroup(group *cilium_v2.CiliumCIDRGroup) {
	for _, written := range group.Spec.ExternalCIDRs {
		prefix, err := netip.ParsePrefix(string(written))
		if err != nil {
			continue
		}
		into := w.labelsOf(prefix.Masked())
		for key, value := range k8sutils.RemoveCiliumLabels(group.Labels) {
			label := labels.NewLabel(key, value, labels.LabelSourceCIDRGroup)
			into[label.Key] = label
			encoded := labels.EncodedCIDRGroupLabel(label.Key, label.Value, label.Source)
			into[encoded.Key] = encoded
		}
		label := api.LabelForCIDRGroupRef(group.Name)
		into[label.Key] = label
		into.AddWorldLabel(prefix.Addr())
	}
}

func (w *world) labelsOf(prefix netip.Prefix) labels.Labels {
	if w.prefixes[prefix] == nil {
		w.prefixes[prefix] = labels.Labels{}
	}
	return w.prefixes[prefix]
}

func (w *world) notePrefixes(entries types.PolicyEntries) {
	for _, entry := range entries {
		for _, selector := range entry.L3 {
			for _, prefix := range selector.GetCIDRPrefixes() {
				into := w.labelsOf(prefix.Masked())
				for key, label := range labels.GetCIDRLabels(prefix) {
					into[key] = label
				}
			}
		}
	}
}

// identify gives every end an identity, as the agent's caches would before policies are computed.
func (w *world) identify(asked *cluster) {
	added := identity.IdentityMap{}
	for _, id := range w.pods {
		added[id.ID] = id.LabelArray
	}
	for _, asking := range asked.Questions {
		for _, one := range []end{asking.From, asking.To} {
			if one.Address != "" && w.outside[one.Address] == nil {
				id := w.identityAt(netip.MustParseAddr(one.Address))
				w.outside[one.Address] = id
				added[id.ID] = id.LabelArray
			}
		}
	}
	w.repository.GetSelectorCache().UpdateIdentities(added, nil, &sync.WaitGroup{})
	w.repository.UpdateIdentities(added, nil)
}

// identityAt does as mergeLabels and resolveLabels of pkg/ipcache: the longest prefix, with the labels of those around it.
func (w *world) identityAt(address netip.Addr) *identity.Identity {
	merged := labels.Labels{}
	hasCIDR, found := false, false
	for bits := address.BitLen(); bits >= 0; bits-- {
		around, _ := address.Prefix(bits)
		known := w.prefixes[around]
		if known == nil {
			continue
		}
		found = true
		for key, label := range known {
			if label.Source == labels.LabelSourceCIDR && hasCIDR {
				continue
			}
			if _, has := merged[key]; !has {
				merged[key] = label
				hasCIDR = hasCIDR || label.Source == labels.LabelSourceCIDR
			}
		}
	}
	if !found {
		return identity.LookupReservedIdentity(identity.GetWorldIdentityFromIP(address))
	}
	merged.AddWorldLabel(address)
	w.next++
	return identity.NewIdentity(identity.IdentityScopeLocal|w.next, merged)
}

func (w *world) identityOf(one end) *identity.Identity {
	switch {
	case one.Pod != nil:
		return w.pods[*one.Pod]
	case one.Node == "own":
		return identity.LookupReservedIdentity(identity.ReservedIdentityHost)
	case one.Node == "other":
		return identity.LookupReservedIdentity(identity.ReservedIdentityRemoteNode)
	default:
		return w.outside[one.Address]
	}
}

func (w *world) passes(asked question) bool {
	protocol, err := u8proto.ParseProtocol(asked.Protocol)
	check(err)
	from, to := w.identityOf(asked.From), w.identityOf(asked.To)
	if asked.From.Pod != nil {
		key := policy.EgressKey().WithIdentity(to.ID).WithPortProto(protocol, asked.Port)
		if !w.allows(*asked.From.Pod, key) {
			return false
		}
	}
	if asked.To.Pod != nil {
		key := policy.IngressKey().WithIdentity(from.ID).WithPortProto(protocol, asked.Port)
		return w.allows(*asked.To.Pod, key)
	}
	return true
}

func (w *world) allows(pod int, key policy.Key) bool {
	id := w.pods[pod]
	if w.policies[pod] == nil {
		selected, _, err := w.repository.ComputeSelectorPolicy(id)
		check(err)
		owner := &owner{id: uint64(id.ID), ports: w.ports[pod]}
		distilled := selected.DistillPolicy(logger, owner, map[string]uint16{policy.FallbackRedirectID: math.MaxUint16})
		distilled.Ready()
		w.policies[pod] = distilled
	}
	entry, _, _ := w.policies[pod].Lookup(key)
	return !entry.IsDeny()
}

// owner is an endpoint, as far as policies ask it.
type owner struct {
	id    uint64
	ports pkgtypes.NamedPortMap
}

func (o *owner) GetID() uint64 { return o.id }

func (o *owner) GetIngressNamedPort(name string, protocol u8proto.U8proto) uint16 {
	port, err := o.ports.GetNamedPort(name, protocol)
	if err != nil {
		return 0
	}
	return port
}

func (o *owner) PolicyDebug(string, ...any) {}
func (o *owner) IsHost() bool               { return false }
func (o *owner) PreviousMapStateSizes() policy.MapStateSizes {
	return policy.MapStateSizes{}
}

func (o *owner) RegenerateIfAlive(*regeneration.ExternalRegenerationMetadata) <-chan bool {
	done := make(chan bool)
	close(done)
	return done
}
