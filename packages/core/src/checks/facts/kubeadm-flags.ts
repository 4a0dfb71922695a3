import type { Component } from "./component-settings.ts";

const PKI = "/etc/kubernetes/pki";

/**
 * The flags that kubeadm gives the control plane by itself, where checks ask for them: `getAPIServerCommand` and its siblings in
 * cmd/kubeadm/app/phases/controlplane/manifests.go, `getEtcdCommand` in phases/etcd/local.go.
 */
export const KUBEADM_FLAGS: ReadonlyMap<Component, ReadonlyMap<string, string>> = new Map<
  Component,
  ReadonlyMap<string, string>
>([
  [
    "kube-apiserver",
    new Map([
      ["allow-privileged", "true"],
      ["authorization-mode", "Node,RBAC"],
      ["client-ca-file", `${PKI}/ca.crt`],
      ["enable-admission-plugins", "NodeRestriction"],
      ["enable-bootstrap-token-auth", "true"],
      ["etcd-cafile", `${PKI}/etcd/ca.crt`],
      ["etcd-certfile", `${PKI}/apiserver-etcd-client.crt`],
      ["etcd-keyfile", `${PKI}/apiserver-etcd-client.key`],
      ["kubelet-client-certificate", `${PKI}/apiserver-kubelet-client.crt`],
      ["kubelet-client-key", `${PKI}/apiserver-kubelet-client.key`],
      ["secure-port", "6443"],
      ["service-account-issuer", "https://kubernetes.default.svc.cluster.local"],
      ["service-account-key-file", `${PKI}/sa.pub`],
      ["service-account-signing-key-file", `${PKI}/sa.key`],
      ["tls-cert-file", `${PKI}/apiserver.crt`],
      ["tls-private-key-file", `${PKI}/apiserver.key`],
    ]),
  ],
  [
    "kube-controller-manager",
    new Map([
      ["bind-address", "127.0.0.1"],
      ["client-ca-file", `${PKI}/ca.crt`],
      ["controllers", "*,bootstrapsigner,tokencleaner"],
      ["leader-elect", "true"],
      ["root-ca-file", `${PKI}/ca.crt`],
      ["service-account-private-key-file", `${PKI}/sa.key`],
      ["use-service-account-credentials", "true"],
    ]),
  ],
  [
    "kube-scheduler",
    new Map([
      ["bind-address", "127.0.0.1"],
      ["leader-elect", "true"],
    ]),
  ],
  [
    "etcd",
    new Map([
      ["cert-file", `${PKI}/etcd/server.crt`],
      ["client-cert-auth", "true"],
      ["key-file", `${PKI}/etcd/server.key`],
      ["peer-cert-file", `${PKI}/etcd/peer.crt`],
      ["peer-client-cert-auth", "true"],
      ["peer-key-file", `${PKI}/etcd/peer.key`],
      ["peer-trusted-ca-file", `${PKI}/etcd/ca.crt`],
      ["trusted-ca-file", `${PKI}/etcd/ca.crt`],
    ]),
  ],
]);
