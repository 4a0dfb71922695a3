// Program placement answers, one JSON line for one JSON line, where Kubernetes' own code would let a pod run: its admission plugins
// first, then the plugins of the scheduler, or the kubelet's admission for a pod that names its node.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	nodev1 "k8s.io/api/node/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/component-helpers/scheduling/corev1/nodeaffinity"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/apis/core"
	corev1conversion "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/controller/daemon"
	"k8s.io/kubernetes/pkg/kubelet/lifecycle"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/apis/config/latest"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
	"k8s.io/kubernetes/pkg/util/tolerations"
	"k8s.io/kubernetes/plugin/pkg/admission/defaulttolerationseconds"
	"k8s.io/kubernetes/plugin/pkg/admission/podnodeselector"
	"k8s.io/kubernetes/plugin/pkg/admission/podtolerationrestriction"
	pluginapi "k8s.io/kubernetes/plugin/pkg/admission/podtolerationrestriction/apis/podtolerationrestriction"
	"k8s.io/kubernetes/plugin/pkg/admission/runtimeclass"
)

type cluster struct {
	Nodes          []*corev1.Node                  `json:"nodes"`
	Pods           []*corev1.Pod                   `json:"pods"`
	Namespaces     []*corev1.Namespace             `json:"namespaces"`
	Volumes        []*corev1.PersistentVolume      `json:"volumes"`
	Claims         []*corev1.PersistentVolumeClaim `json:"claims"`
	RuntimeClasses []*nodev1.RuntimeClass          `json:"runtimeClasses"`
	// Plugins are the admission plugins that are not on by default.
	Plugins []string `json:"plugins"`
	// Comparison is the feature gate of the operators Gt and Lt of tolerations.
	Comparison bool `json:"comparison"`
}

type canRun struct {
	Pod  *corev1.Pod `json:"pod"`
	Node string      `json:"node"`
}

type daemonSet struct {
	DaemonSet *appsv1.DaemonSet `json:"daemonSet"`
	Node      string            `json:"node"`
}

type tolerates struct {
	Toleration corev1.Toleration `json:"toleration"`
	Taint      corev1.Taint      `json:"taint"`
}

type selects struct {
	Selector *corev1.NodeSelector `json:"selector"`
	Node     *corev1.Node         `json:"node"`
}

type merge struct {
	First  []core.Toleration `json:"first"`
	Second []core.Toleration `json:"second"`
}

// question has exactly one member; a cluster has no answer.
type question struct {
	Cluster   *cluster   `json:"cluster"`
	CanRun    *canRun    `json:"canRun"`
	DaemonSet *daemonSet `json:"daemonSet"`
	Tolerates *tolerates `json:"tolerates"`
	Selects   *selects   `json:"selects"`
	Merge     *merge     `json:"merge"`
}

type answer struct {
	Allowed bool   `json:"allowed"`
	By      string `json:"by,omitempty"`
	Reason  string `json:"reason,omitempty"`
	// Wanted is whether the admitted pods of a merge of tolerations satisfy the second list as a whitelist.
	Wanted bool              `json:"wanted,omitempty"`
	Merged []core.Toleration `json:"merged,omitempty"`
}

type world struct {
	cluster
	ctx       context.Context
	cancel    context.CancelFunc
	framework framework.Framework
	snapshot  *cache.Snapshot
	admitters []admission.Interface
}

func main() {
	klog.SetOutput(discard{})
	klog.LogToStderr(false)
	metrics.Register()
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<26)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	var current *world
	for input.Scan() {
		var asked question
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		if asked.Cluster != nil {
			if current != nil {
				current.cancel()
			}
			current = newWorld(*asked.Cluster)
			continue
		}
		line, err := json.Marshal(answerOf(current, asked))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Fprintln(output, string(line))
	}
	if err := input.Err(); err != nil {
		log.Fatal(err)
	}
}

type discard struct{}

func (discard) Write(bytes []byte) (int, error) { return len(bytes), nil }

func answerOf(current *world, asked question) answer {
	switch {
	case asked.Tolerates != nil:
		taint := asked.Tolerates.Taint
		return answer{Allowed: asked.Tolerates.Toleration.ToleratesTaint(klog.Background(), &taint, true)}
	case asked.Selects != nil:
		match, err := nodeaffinity.NewLazyErrorNodeSelector(asked.Selects.Selector).Match(asked.Selects.Node)
		if err != nil {
			return answer{Allowed: match, Reason: "invalid"}
		}
		return answer{Allowed: match}
	case asked.Merge != nil:
		merged := tolerations.MergeTolerations(append([]core.Toleration{}, asked.Merge.First...), asked.Merge.Second)
		return answer{Merged: merged, Wanted: tolerations.VerifyAgainstWhitelist(asked.Merge.First, asked.Merge.Second)}
	case asked.DaemonSet != nil:
		should, _ := daemon.NodeShouldRunDaemonPod(klog.Background(), current.node(asked.DaemonSet.Node), asked.DaemonSet.DaemonSet)
		return answer{Allowed: should}
	default:
		return current.canRun(asked.CanRun.Pod, asked.CanRun.Node)
	}
}

func newWorld(given cluster) *world {
	gate := fmt.Sprintf("TaintTolerationComparisonOperators=%t", given.Comparison)
	if err := utilfeature.DefaultMutableFeatureGate.Set(gate); err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	objects := []runtime.Object{}
	for _, each := range given.Nodes {
		objects = append(objects, each)
	}
	for _, each := range given.Namespaces {
		objects = append(objects, each)
	}
	for _, each := range given.Volumes {
		objects = append(objects, each)
	}
	for _, each := range given.Claims {
		objects = append(objects, each)
	}
	for _, each := range given.RuntimeClasses {
		objects = append(objects, each)
	}
	client := fake.NewClientset(objects...)
	factory := informers.NewSharedInformerFactory(client, 0)
	snapshot := cache.NewSnapshot(given.Pods, given.Nodes)
	defaults, err := latest.Default()
	if err != nil {
		log.Fatal(err)
	}
	profile := defaults.Profiles[0]
	names := []string{"NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity", "NodePorts", "NodeResourcesFit", "VolumeBinding", "VolumeZone", "PodTopologySpread", "InterPodAffinity"}
	profile.Plugins = &config.Plugins{
		QueueSort: set("PrioritySort"),
		Bind:      set("DefaultBinder"),
		PreFilter: set("NodeAffinity", "NodePorts", "NodeResourcesFit", "VolumeBinding", "VolumeZone", "PodTopologySpread", "InterPodAffinity"),
		Filter:    set(names...),
	}
	made, err := frameworkruntime.NewFramework(ctx, plugins.NewInTreeRegistry(), &profile,
		frameworkruntime.WithClientSet(client),
		frameworkruntime.WithInformerFactory(factory),
		frameworkruntime.WithSnapshotSharedLister(snapshot),
	)
	if err != nil {
		log.Fatal(err)
	}
	admitters := admittersOf(given, client, factory)
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	return &world{cluster: given, ctx: ctx, cancel: cancel, framework: made, snapshot: snapshot, admitters: admitters}
}

func set(names ...string) config.PluginSet {
	found := config.PluginSet{}
	for _, name := range names {
		found.Enabled = append(found.Enabled, config.Plugin{Name: name})
	}
	return found
}

func admittersOf(given cluster, client *fake.Clientset, factory informers.SharedInformerFactory) []admission.Interface {
	classes := runtimeclass.NewRuntimeClass()
	classes.SetExternalKubeClientSet(client)
	classes.SetExternalKubeInformerFactory(factory)
	seconds := defaulttolerationseconds.NewDefaultTolerationSeconds()
	seconds.InspectFeatureGates(utilfeature.DefaultFeatureGate)
	found := []admission.Interface{seconds}
	for _, name := range given.Plugins {
		switch name {
		case "PodNodeSelector":
			plugin := podnodeselector.NewPodNodeSelector(nil)
			plugin.SetExternalKubeClientSet(client)
			plugin.SetExternalKubeInformerFactory(factory)
			found = append(found, plugin)
		case "PodTolerationRestriction":
			plugin := podtolerationrestriction.NewPodTolerationsPlugin(&pluginapi.Configuration{})
			plugin.SetExternalKubeClientSet(client)
			plugin.SetExternalKubeInformerFactory(factory)
			found = append(found, plugin)
		}
	}
	// In the order of AllOrderedPlugins.
	sort.SliceStable(found, func(a, b int) bool { return rank(found[a]) < rank(found[b]) })
	return append(found, classes)
}

func rank(plugin admission.Interface) int {
	switch plugin.(type) {
	case *podnodeselector.Plugin:
		return 0
	case *defaulttolerationseconds.Plugin:
		return 1
	}
	return 2
}

func (w *world) node(name string) *corev1.Node {
	for _, node := range w.Nodes {
		if node.Name == name {
			return node
		}
	}
	log.Fatalf("no node %s", name)
	return nil
}

func (w *world) admit(pod *corev1.Pod) (*corev1.Pod, error) {
	internal := &core.Pod{}
	if err := corev1conversion.Convert_v1_Pod_To_core_Pod(pod.DeepCopy(), internal, nil); err != nil {
		return nil, err
	}
	attributes := admission.NewAttributesRecord(internal, nil, core.Kind("Pod").WithVersion("version"), pod.Namespace, pod.Name,
		core.Resource("pods").WithVersion("version"), "", admission.Create, &metav1.CreateOptions{}, false, nil)
	for _, plugin := range w.admitters {
		if err := plugin.(admission.MutationInterface).Admit(w.ctx, attributes, nil); err != nil {
			return nil, err
		}
	}
	for _, plugin := range w.admitters {
		validating, is := plugin.(admission.ValidationInterface)
		if !is {
			continue
		}
		if err := validating.Validate(w.ctx, attributes, nil); err != nil {
			return nil, err
		}
	}
	external := &corev1.Pod{}
	return external, corev1conversion.Convert_core_Pod_To_v1_Pod(internal, external, nil)
}

func (w *world) canRun(asked *corev1.Pod, name string) answer {
	pod, err := w.admit(asked)
	if err != nil {
		return answer{By: "admission", Reason: err.Error()}
	}
	if pod.Spec.NodeName != "" {
		return w.kubelet(pod, name)
	}
	state := framework.NewCycleState()
	result, status, _ := w.framework.RunPreFilterPlugins(w.ctx, state, pod)
	if !status.IsSuccess() {
		return answer{By: status.Plugin(), Reason: strings.Join(status.Reasons(), "; ")}
	}
	if result != nil && !result.AllNodes() && !result.NodeNames.Has(name) {
		return answer{By: "NodeAffinity"}
	}
	info, err := w.snapshot.NodeInfos().Get(name)
	if err != nil {
		log.Fatal(err)
	}
	status = w.framework.RunFilterPlugins(w.ctx, state, pod, info)
	if !status.IsSuccess() {
		return answer{By: status.Plugin(), Reason: strings.Join(status.Reasons(), "; ")}
	}
	bound := pod.DeepCopy()
	bound.Spec.NodeName = name
	return w.kubelet(bound, name)
}

type refusing struct{}

func (refusing) HandleAdmissionFailure(_ context.Context, _ *corev1.Pod, reasons []lifecycle.PredicateFailureReason) ([]lifecycle.PredicateFailureReason, error) {
	return reasons, nil
}

func (w *world) kubelet(pod *corev1.Pod, name string) answer {
	if pod.Spec.NodeName != name {
		return answer{By: "NodeName"}
	}
	others := []*corev1.Pod{}
	for _, each := range w.Pods {
		if each.Spec.NodeName == name {
			others = append(others, each)
		}
	}
	handler := lifecycle.NewPredicateAdmitHandler(
		func(context.Context, bool) (*corev1.Node, error) { return w.node(name).DeepCopy(), nil },
		refusing{},
		func(*framework.NodeInfo, *lifecycle.PodAdmitAttributes) error { return nil },
	)
	result := handler.Admit(&lifecycle.PodAdmitAttributes{Pod: pod, OtherPods: others})
	return answer{Allowed: result.Admit, By: result.Reason, Reason: result.Message}
}
