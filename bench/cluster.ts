/** YAML of a generated cluster: `count` Deployments of about 1.1 kB, no two alike, in `count / 50` namespaces. */
export function generateDeployments(count: number): string {
  return Array.from({ length: count }, (_, index) => deployment(index)).join("---\n");
}

function deployment(index: number): string {
  const name = `service-${index}`;
  const namespace = `team-${Math.floor(index / 50)}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${namespace}
    app.kubernetes.io/version: "1.${index}.0"
spec:
  replicas: ${(index % 5) + 1}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: ${namespace}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: main
          image: registry.example.com/${namespace}/${name}:1.${index}.0
          ports:
            - name: http
              containerPort: ${8000 + (index % 1000)}
          env:
            - name: LOG_LEVEL
              value: info
            - name: UPSTREAM
              value: http://service-${index + 1}.${namespace}.svc:8080/
          resources:
            requests:
              cpu: ${100 + (index % 10) * 50}m
              memory: ${64 + (index % 8) * 32}Mi
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
`;
}

/** The same of two containers that say little of themselves: some 40 findings each. */
export function generateBareDeployments(count: number): string {
  return Array.from({ length: count }, (_, index) => bareDeployment(index)).join("---\n");
}

function bareDeployment(index: number): string {
  const name = `service-${index}`;
  const namespace = `team-${Math.floor(index / 50)}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${namespace}
spec:
  replicas: ${(index % 5) + 1}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: ${namespace}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: main
          image: registry.example.com/${namespace}/${name}:1.${index}.0
          ports:
            - containerPort: ${8000 + (index % 1000)}
          env:
            - name: UPSTREAM
              value: http://service-${index + 1}.${namespace}.svc:8080/
        - name: log
          image: registry.example.com/${namespace}/log:1.${index}.0
          args: ["--from", "/var/log/${name}"]
`;
}
