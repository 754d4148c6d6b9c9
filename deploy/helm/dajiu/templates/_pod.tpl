{{/* What every pod has in common: nobody's user, nothing to write to but its folders, no token of the cluster. */}}
{{- define "dajiu.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false # they are variables named DAJIU_…, too, which the program would take for its configuration
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "dajiu.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{/* How Kubernetes looks at a process. It starts in a second where its engines are there; it is not restarted for theirs. */}}
{{- define "dajiu.probes" -}}
startupProbe:
  httpGet: {path: /healthz, port: private}
  periodSeconds: 2
  failureThreshold: 90
readinessProbe:
  httpGet: {path: /readyz, port: private}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
livenessProbe:
  httpGet: {path: /healthz, port: private}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}

{{/* The folders of a pod, and where the container has them. */}}
{{- define "dajiu.mounts" -}}
- {name: config, mountPath: /etc/dajiu/config, readOnly: true}
- {name: data, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- if .Values.policy }}
- {name: policy, mountPath: /etc/dajiu/policy, readOnly: true}
{{- end }}
{{- if .Values.secret.files }}
- {name: keys, mountPath: /etc/dajiu/keys, readOnly: true}
{{- end }}
{{- end -}}

{{- define "dajiu.volumes" -}}
{{- $name := include "dajiu.name" . -}}
- name: config
  configMap: {name: {{ $name }}}
- name: tmp
  emptyDir: {sizeLimit: 1Gi}
{{- if .Values.policy }}
- name: policy
  configMap: {name: {{ $name }}-policy}
{{- end }}
{{- if .Values.secret.files }}
- name: keys
  secret: {secretName: {{ .Values.secret.files }}, defaultMode: 0440}
{{- end }}
{{- end -}}

{{/* A claim of a folder. */}}
{{- define "dajiu.claim" -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ include "dajiu.name" .root }}-{{ .name }}
  labels:
    {{- include "dajiu.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
  annotations:
    helm.sh/resource-policy: keep # what people sent outlives a release
spec:
  accessModes: [{{ .accessMode }}]
  {{- with .storageClass }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests: {storage: {{ .size }}}
{{- end -}}
