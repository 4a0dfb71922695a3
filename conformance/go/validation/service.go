package main

import (
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

// What an API server with addresses of both families gives a new Service before it is validated, and what it then refuses
// (pkg/registry/core/service/storage: normalizeClusterIPs, initIPFamilyFields, allocClusterIPs). Every address that is asked
// for is free: what is taken is a matter of the cluster.
func allocate(service *core.Service) error {
	spec := &service.Spec
	if spec.ClusterIP != "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	if spec.Type == core.ServiceTypeExternalName {
		return nil
	}
	isAnybodys := spec.ClusterIP == core.ClusterIPNone && len(spec.Selector) == 0
	if spec.IPFamilyPolicy == nil {
		policy := core.IPFamilyPolicySingleStack
		if isAnybodys {
			policy = core.IPFamilyPolicyRequireDualStack
		}
		spec.IPFamilyPolicy = &policy
	}
	problems := validation.ValidateServiceClusterIPsRelatedFields(service, nil)
	if len(problems) == 0 && *spec.IPFamilyPolicy == core.IPFamilyPolicySingleStack && (len(spec.ClusterIPs) == 2 || len(spec.IPFamilies) == 2) {
		problems = append(problems, field.Invalid(field.NewPath("spec", "ipFamilyPolicy"), *spec.IPFamilyPolicy, "two families"))
	}
	if len(problems) > 0 {
		return apierrors.NewInvalid(core.Kind("Service"), service.Name, problems)
	}
	fillFamilies(spec)
	if len(spec.ClusterIPs) == 0 || spec.ClusterIPs[0] != core.ClusterIPNone {
		fillAddresses(spec)
	}
	if spec.HealthCheckNodePort == 0 && spec.Type == core.ServiceTypeLoadBalancer && spec.ExternalTrafficPolicy == core.ServiceExternalTrafficPolicyLocal {
		spec.HealthCheckNodePort = 30000
	}
	return nil
}

func fillFamilies(spec *core.ServiceSpec) {
	for at, address := range spec.ClusterIPs {
		if address == core.ClusterIPNone || at < len(spec.IPFamilies) {
			continue
		}
		family := core.IPv4Protocol
		if strings.Contains(address, ":") {
			family = core.IPv6Protocol
		}
		spec.IPFamilies = append(spec.IPFamilies, family)
	}
	if len(spec.IPFamilies) == 0 {
		spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
	}
	if len(spec.IPFamilies) == 1 && *spec.IPFamilyPolicy != core.IPFamilyPolicySingleStack {
		other := core.IPv6Protocol
		if spec.IPFamilies[0] == core.IPv6Protocol {
			other = core.IPv4Protocol
		}
		spec.IPFamilies = append(spec.IPFamilies, other)
	}
}

func fillAddresses(spec *core.ServiceSpec) {
	for at, family := range spec.IPFamilies {
		if at >= len(spec.ClusterIPs) {
			address := "10.0.0.10"
			if family == core.IPv6Protocol {
				address = "fd00::10"
			}
			spec.ClusterIPs = append(spec.ClusterIPs, address)
		}
	}
	spec.ClusterIP = spec.ClusterIPs[0]
}
