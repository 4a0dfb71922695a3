package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
	_ "k8s.io/kubernetes/pkg/apis/admissionregistration/install"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/resolver"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/limitrange"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/resourcequota"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
)

const (
	admission = "admissionregistration.k8s.io"
	rbacGroup = "rbac.authorization.k8s.io"
)

// Without an authorizer nobody asks what a parameter's kind is.
var anything = resolver.ResourceResolverFunc(func(schema.GroupVersionKind) (schema.GroupVersionResource, error) {
	return schema.GroupVersionResource{}, nil
})

var strategies = map[schema.GroupKind]rest.RESTCreateStrategy{
	{Group: rbacGroup, Kind: "Role"}:                             role.Strategy,
	{Group: rbacGroup, Kind: "ClusterRole"}:                      clusterrole.Strategy,
	{Group: rbacGroup, Kind: "RoleBinding"}:                      rolebinding.Strategy,
	{Group: rbacGroup, Kind: "ClusterRoleBinding"}:               clusterrolebinding.Strategy,
	{Group: "networking.k8s.io", Kind: "NetworkPolicy"}:          networkpolicy.Strategy,
	{Group: "networking.k8s.io", Kind: "Ingress"}:                ingress.Strategy,
	{Group: "", Kind: "Pod"}:                                     pod.Strategy,
	{Group: "apps", Kind: "Deployment"}:                          deployment.Strategy,
	{Group: "apps", Kind: "ReplicaSet"}:                          replicaset.Strategy,
	{Group: "apps", Kind: "StatefulSet"}:                         statefulset.Strategy,
	{Group: "apps", Kind: "DaemonSet"}:                           daemonset.Strategy,
	{Group: "batch", Kind: "Job"}:                                job.Strategy,
	{Group: "batch", Kind: "CronJob"}:                            cronjob.Strategy,
	{Group: "", Kind: "ReplicationController"}:                   replicationcontroller.Strategy,
	{Group: "", Kind: "Service"}:                                 service.Strategy,
	{Group: "policy", Kind: "PodDisruptionBudget"}:               poddisruptionbudget.Strategy,
	{Group: "autoscaling", Kind: "HorizontalPodAutoscaler"}:      horizontalpodautoscaler.Strategy,
	{Group: "", Kind: "LimitRange"}:                              limitrange.Strategy,
	{Group: "", Kind: "ResourceQuota"}:                           resourcequota.Strategy,
	{Group: "", Kind: "Namespace"}:                               namespace.Strategy,
	{Group: "", Kind: "ServiceAccount"}:                          serviceaccount.Strategy,
	{Group: "", Kind: "ConfigMap"}:                               configmap.Strategy,
	{Group: "", Kind: "Secret"}:                                  secret.Strategy,
	{Group: admission, Kind: "ValidatingWebhookConfiguration"}:   validatingwebhookconfiguration.Strategy,
	{Group: admission, Kind: "MutatingWebhookConfiguration"}:     mutatingwebhookconfiguration.Strategy,
	{Group: admission, Kind: "ValidatingAdmissionPolicy"}:        validatingadmissionpolicy.NewStrategy(nil, nil),
	{Group: admission, Kind: "ValidatingAdmissionPolicyBinding"}: validatingadmissionpolicybinding.NewStrategy(nil, nil, anything),
	{Group: admission, Kind: "MutatingAdmissionPolicy"}:          mutatingadmissionpolicy.NewStrategy(nil, nil),
	{Group: admission, Kind: "MutatingAdmissionPolicyBinding"}:   mutatingadmissionpolicybinding.NewStrategy(nil, nil, anything),
}
