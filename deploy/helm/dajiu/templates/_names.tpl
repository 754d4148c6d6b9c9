{{/* The first part of all names: the release's. */}}
{{- define "dajiu.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels by which pods are chosen. They never change. */}}
{{- define "dajiu.selector" -}}
app.kubernetes.io/name: dajiu
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "dajiu.labels" -}}
{{ include "dajiu.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "dajiu.image" -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end -}}

{{- define "dajiu.secretName" -}}
{{ .Values.secret.existing | default (include "dajiu.name" .) }}
{{- end -}}

{{/* What a service is told: the defaults, and over them its own. */}}
{{- define "dajiu.service" -}}
{{ mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (.own | default dict)) | toYaml }}
{{- end -}}

{{- define "dajiu.production" -}}
{{ if eq .Values.mode "production" }}yes{{ end }}
{{- end -}}

{{- define "dajiu.simulated" -}}
{{ if and .Values.sim.enabled (ne .Values.mode "production") }}yes{{ end }}
{{- end -}}

{{- define "dajiu.publicURL" -}}
{{ .Values.publicURL | default (printf "http://%s-gateway.%s.svc:8080" (include "dajiu.name" .) .Release.Namespace) }}
{{- end -}}

{{/* The configuration of all processes: what the chart works out, and over it the values'. */}}
{{- define "dajiu.config" -}}
{{- $name := include "dajiu.name" . -}}
{{- $config := dict "mode" .Values.mode "data" "/data" "media" "/media"
    "http" (dict "listen" ":8080" "private" ":9090" "public_url" (include "dajiu.publicURL" .))
    "rpc" (dict "drain" .Values.drain)
    "discovery" (dict "engine" .Values.discovery)
    "obs" (dict "log_format" "json") -}}
{{- if eq .Values.discovery "dns" -}}
{{- $_ := set $config.discovery "dns" (dict "name" (printf "%s-{service}.%s.svc:7070" $name .Release.Namespace)) -}}
{{- end -}}
{{- if include "dajiu.simulated" . -}}
{{- $_ := set $config "sim" (dict "listen" ":8081" "url" (printf "http://%s-sim.%s.svc:8081" $name .Release.Namespace)) -}}
{{- end -}}
{{- if .Values.policy -}}
{{- $_ := set $config "policy" (dict "file" "/etc/dajiu/policy/policy.yaml") -}}
{{- end -}}
{{ mergeOverwrite $config (deepCopy .Values.config) | toYaml }}
{{- end -}}

{{/* The keys of a Secret by the names of environment variables: sql.dsn is DAJIU_SQL__DSN. */}}
{{- define "dajiu.secretData" -}}
{{- range $key, $value := .Values.secret.values }}
DAJIU_{{ $key | replace "." "__" | upper }}: {{ $value | quote }}
{{- end }}
{{- end -}}
