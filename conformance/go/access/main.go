// Program access answers, one JSON line for one JSON line, what Kubernetes' own authorizers and checks say. The conformance
// test compares its answers with the project's, and the benchmark its speed.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"syscall"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	storagev1 "k8s.io/api/storage/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	"k8s.io/apiserver/pkg/authorization/union"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	rbaclisters "k8s.io/client-go/listers/rbac/v1"
	"k8s.io/client-go/tools/cache"
	helpers "k8s.io/component-helpers/auth/rbac/validation"
	"k8s.io/kubernetes/pkg/apis/authorization"
	"k8s.io/kubernetes/pkg/auth/nodeidentifier"
	authorizationutil "k8s.io/kubernetes/pkg/registry/authorization/util"
	"k8s.io/kubernetes/pkg/registry/rbac/validation"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/node"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

type cluster struct {
	Roles               []*rbacv1.Role                `json:"roles"`
	ClusterRoles        []*rbacv1.ClusterRole         `json:"clusterRoles"`
	RoleBindings        []*rbacv1.RoleBinding         `json:"roleBindings"`
	ClusterRoleBindings []*rbacv1.ClusterRoleBinding  `json:"clusterRoleBindings"`
	Pods                []*corev1.Pod                 `json:"pods"`
	Volumes             []*corev1.PersistentVolume    `json:"volumes"`
	Attachments         []*storagev1.VolumeAttachment `json:"attachments"`
}

type covers struct {
	Owner  []rbacv1.PolicyRule `json:"owner"`
	Wanted []rbacv1.PolicyRule `json:"wanted"`
}

type grant struct {
	User      string              `json:"user"`
	Groups    []string            `json:"groups"`
	Namespace string              `json:"namespace"`
	Rules     []rbacv1.PolicyRule `json:"rules"`
}

type httpRequest struct {
	Method string `json:"method"`
	URL    string `json:"url"`
}

// question has exactly one member; a cluster has no answer.
type question struct {
	Cluster *cluster                               `json:"cluster"`
	Review  *authorization.SubjectAccessReviewSpec `json:"review"`
	WhoCan  *authorization.SubjectAccessReviewSpec `json:"whoCan"`
	Covers  *covers                                `json:"covers"`
	Grant   *grant                                 `json:"grant"`
	HTTP    *httpRequest                           `json:"http"`
	// Bench asks for the nanoseconds that these reviews take, over listers as the API server has them.
	Bench []authorization.SubjectAccessReviewSpec `json:"bench"`
}

type answer struct {
	Allowed         bool                `json:"allowed"`
	Reason          string              `json:"reason"`
	EvaluationError string              `json:"evaluationError"`
	Subjects        []rbacv1.Subject    `json:"subjects,omitempty"`
	Uncovered       []rbacv1.PolicyRule `json:"uncovered,omitempty"`
	Request         *request            `json:"request,omitempty"`
	Nanoseconds     int64               `json:"nanoseconds,omitempty"`
}

type request struct {
	IsResource  bool   `json:"isResource"`
	Path        string `json:"path"`
	Verb        string `json:"verb"`
	Group       string `json:"group"`
	Namespace   string `json:"namespace"`
	Resource    string `json:"resource"`
	Subresource string `json:"subresource"`
	Name        string `json:"name"`
}

// ordered gives roles and bindings in the order of the input, which the caches of an API server do not keep, and the
// errors that those caches give.
type ordered struct{ cluster }

func (o *ordered) GetRole(_ context.Context, namespace, name string) (*rbacv1.Role, error) {
	for _, role := range o.Roles {
		if role.Namespace == namespace && role.Name == name {
			return role, nil
		}
	}
	return nil, apierrors.NewNotFound(rbacv1.Resource("role"), name)
}

func (o *ordered) GetClusterRole(_ context.Context, name string) (*rbacv1.ClusterRole, error) {
	for _, role := range o.ClusterRoles {
		if role.Name == name {
			return role, nil
		}
	}
	return nil, apierrors.NewNotFound(rbacv1.Resource("clusterrole"), name)
}

func (o *ordered) ListRoleBindings(_ context.Context, namespace string) ([]*rbacv1.RoleBinding, error) {
	bindings := []*rbacv1.RoleBinding{}
	for _, binding := range o.RoleBindings {
		if binding.Namespace == namespace {
			bindings = append(bindings, binding)
		}
	}
	return bindings, nil
}

func (o *ordered) ListClusterRoleBindings(_ context.Context) ([]*rbacv1.ClusterRoleBinding, error) {
	return o.ClusterRoleBindings, nil
}

func (o *ordered) authorizer() authorizer.Authorizer {
	graph := node.NewGraph()
	for _, pod := range o.Pods {
		if pod.Spec.NodeName != "" {
			graph.AddPod(pod)
		}
	}
	for _, volume := range o.Volumes {
		graph.AddPV(volume)
	}
	for _, attachment := range o.Attachments {
		graph.AddVolumeAttachment(attachment.Name, attachment.Spec.NodeName)
	}
	return union.New(
		authorizerfactory.NewPrivilegedGroups(user.SystemPrivilegedGroup),
		node.NewAuthorizer(graph, nodeidentifier.NewDefaultNodeIdentifier(), bootstrappolicy.NodeRules()),
		rbac.New(o, o, o, o),
	)
}

// cached is RBAC over listers, as the API server has it.
func (o *ordered) cached() authorizer.Authorizer {
	byNamespace := cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc}
	roles := cache.NewIndexer(cache.MetaNamespaceKeyFunc, byNamespace)
	roleBindings := cache.NewIndexer(cache.MetaNamespaceKeyFunc, byNamespace)
	clusterRoles := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})
	clusterRoleBindings := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})
	for _, object := range o.Roles {
		check(roles.Add(object))
	}
	for _, object := range o.RoleBindings {
		check(roleBindings.Add(object))
	}
	for _, object := range o.ClusterRoles {
		check(clusterRoles.Add(object))
	}
	for _, object := range o.ClusterRoleBindings {
		check(clusterRoleBindings.Add(object))
	}
	return union.New(
		authorizerfactory.NewPrivilegedGroups(user.SystemPrivilegedGroup),
		rbac.New(
			&rbac.RoleGetter{Lister: rbaclisters.NewRoleLister(roles)},
			&rbac.RoleBindingLister{Lister: rbaclisters.NewRoleBindingLister(roleBindings)},
			&rbac.ClusterRoleGetter{Lister: rbaclisters.NewClusterRoleLister(clusterRoles)},
			&rbac.ClusterRoleBindingLister{Lister: rbaclisters.NewClusterRoleBindingLister(clusterRoleBindings)},
		),
	)
}

func (o *ordered) review(asked authorizer.Authorizer, spec authorization.SubjectAccessReviewSpec) answer {
	attributes := authorizationutil.AuthorizationAttributesFrom(spec)
	decision, reason, err := asked.Authorize(context.Background(), attributes)
	return answer{
		Allowed:         decision == authorizer.DecisionAllow,
		Reason:          reason,
		EvaluationError: authorizationutil.BuildEvaluationError(err, attributes),
	}
}

func (o *ordered) whoCan(spec authorization.SubjectAccessReviewSpec) answer {
	attributes := authorizationutil.AuthorizationAttributesFrom(spec)
	// Errors say that roles are missing, which the answer does not show.
	subjects, _ := rbac.NewSubjectAccessEvaluator(o, o, o, o, "").AllowedSubjects(context.Background(), attributes)
	return answer{Subjects: subjects}
}

func (o *ordered) confirm(asked grant) answer {
	ctx := genericapirequest.WithUser(context.Background(), &user.DefaultInfo{Name: asked.User, Groups: asked.Groups})
	ctx = genericapirequest.WithNamespace(ctx, asked.Namespace)
	resolver := validation.NewDefaultRuleResolver(o, o, o, o)
	if err := validation.ConfirmNoEscalation(ctx, resolver, asked.Rules); err != nil {
		return answer{Reason: err.Error()}
	}
	return answer{Allowed: true}
}

func (o *ordered) bench(specs []authorization.SubjectAccessReviewSpec) answer {
	asked := o.cached()
	attributes := make([]authorizer.AttributesRecord, len(specs))
	for i, spec := range specs {
		attributes[i] = authorizationutil.AuthorizationAttributesFrom(spec)
	}
	allowed := 0
	begin := processorTime()
	for _, each := range attributes {
		if decision, _, _ := asked.Authorize(context.Background(), each); decision == authorizer.DecisionAllow {
			allowed++
		}
	}
	return answer{Nanoseconds: processorTime() - begin, Reason: fmt.Sprint(allowed)}
}

// processorTime is what the process has used, in nanoseconds: what else the machine does says nothing about the authorizer.
func processorTime() int64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

var requestInfo = genericapirequest.RequestInfoFactory{
	APIPrefixes:          sets.NewString("api", "apis"),
	GrouplessAPIPrefixes: sets.NewString("api"),
}

func resolve(asked httpRequest) answer {
	address, err := url.ParseRequestURI(asked.URL)
	if err != nil {
		return answer{Reason: "no request"}
	}
	info, err := requestInfo.NewRequestInfo(&http.Request{Method: asked.Method, URL: address})
	if err != nil {
		return answer{Reason: "no request"}
	}
	selector := ""
	if parsed, err := fields.ParseSelector(info.FieldSelector); err == nil {
		for _, requirement := range parsed.Requirements() {
			selector += fmt.Sprintf("%q %s %q;", requirement.Field, requirement.Operator, requirement.Value)
		}
	}
	if !info.IsResourceRequest {
		return answer{Request: &request{Path: info.Path, Verb: info.Verb}}
	}
	return answer{Reason: selector, Request: &request{
		IsResource:  true,
		Verb:        info.Verb,
		Group:       info.APIGroup,
		Namespace:   info.Namespace,
		Resource:    info.Resource,
		Subresource: info.Subresource,
		Name:        info.Name,
	}}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	current := &ordered{}
	asked := current.authorizer()
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	defer out.Flush()
	decoder := json.NewDecoder(in)
	for decoder.More() {
		var one question
		check(decoder.Decode(&one))
		switch {
		case one.Cluster != nil:
			current = &ordered{*one.Cluster}
			asked = current.authorizer()
		case one.Review != nil:
			check(encoder.Encode(current.review(asked, *one.Review)))
		case one.WhoCan != nil:
			check(encoder.Encode(current.whoCan(*one.WhoCan)))
		case one.Covers != nil:
			_, uncovered := helpers.Covers(one.Covers.Owner, one.Covers.Wanted)
			check(encoder.Encode(answer{Allowed: len(uncovered) == 0, Uncovered: uncovered}))
		case one.Grant != nil:
			check(encoder.Encode(current.confirm(*one.Grant)))
		case one.HTTP != nil:
			check(encoder.Encode(resolve(*one.HTTP)))
		case one.Bench != nil:
			check(encoder.Encode(current.bench(one.Bench)))
		}
	}
}
