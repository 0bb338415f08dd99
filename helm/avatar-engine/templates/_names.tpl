{{- define "avatar-engine.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* Labels that select a component's pods. Arguments: root, component. */}}
{{- define "avatar-engine.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* All labels of an object. Arguments: root, component. */}}
{{- define "avatar-engine.labels" -}}
{{ include "avatar-engine.selector" . }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* metadata of an object. Arguments: root, component, name (a suffix of the full name). */}}
{{- define "avatar-engine.metadata" -}}
name: {{ include "avatar-engine.fullname" .root }}-{{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "avatar-engine.labels" . | nindent 2 }}
{{- end }}

{{/* The Secret that holds something: the operator's own, or the one this chart makes. Arguments: root, existing, name. */}}
{{- define "avatar-engine.secret" -}}
{{- if .existing -}}{{ .existing }}{{- else -}}{{ include "avatar-engine.fullname" .root }}-{{ .name }}{{- end -}}
{{- end }}

{{/* An image reference. Arguments: root, image {registry, repository, tag}. */}}
{{- define "avatar-engine.image" -}}
{{- with .image.registry -}}{{ . | trimSuffix "/" }}/{{- end -}}
{{ .image.repository }}:{{ .image.tag }}
{{- end }}

{{/* The ports named in kafka.bootstrapServers, each once, separated by commas. */}}
{{- define "avatar-engine.kafkaPorts" -}}
{{- $ports := list -}}
{{- range regexFindAll ":[0-9]+" .Values.kafka.bootstrapServers -1 -}}
{{- $ports = append $ports (trimPrefix ":" .) -}}
{{- end -}}
{{- $ports | uniq | join "," -}}
{{- end }}

{{/* The port of a URL, or the one its scheme implies. */}}
{{- define "avatar-engine.urlPort" -}}
{{- $explicit := regexFind ":[0-9]+" (regexReplaceAll "^[a-z]+://" . "") -}}
{{- if $explicit -}}{{ trimPrefix ":" $explicit }}{{- else if hasPrefix "http://" . -}}80{{- else -}}443{{- end -}}
{{- end }}

{{/* The host of host, host:port, an IPv6 address, or [IPv6]:port. */}}
{{- define "avatar-engine.host" -}}
{{- if hasPrefix "[" . -}}
{{- regexReplaceAll "^\\[(.*)].*$" . "${1}" -}}
{{- else if regexMatch "^[^:]+:[0-9]+$" . -}}
{{- regexReplaceAll ":[0-9]+$" . "" -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end }}

{{/* The TURN URLs that browsers are told: given ones, or those of the coturn pods. */}}
{{- define "avatar-engine.turnUrls" -}}
{{- $turn := .Values.turn -}}
{{- if $turn.urls -}}
{{- join "," $turn.urls -}}
{{- else if $turn.host -}}
{{- $urls := list (printf "turn:%s:%v?transport=udp" $turn.host $turn.port) (printf "turn:%s:%v?transport=tcp" $turn.host $turn.port) -}}
{{- if $turn.tls.existingSecret -}}
{{- $urls = append $urls (printf "turns:%s:%v?transport=tcp" $turn.host $turn.tls.port) -}}
{{- end -}}
{{- join "," $urls -}}
{{- end -}}
{{- end }}

{{/* true when animation-service is told about TURN at all. */}}
{{- define "avatar-engine.turnUsed" -}}
{{- if or .Values.turn.enabled .Values.turn.urls -}}true{{- end -}}
{{- end }}

{{- define "avatar-engine.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "avatar-engine.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
