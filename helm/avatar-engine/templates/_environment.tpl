{{/*
What one service is told that is not secret, as the data of its ConfigMap. Arguments: root, service (an entry of the topology),
settings (its entry under .Values.services).
*/}}
{{- define "avatar-engine.environment" -}}
{{- $v := .root.Values -}}
{{- $uses := .service.uses -}}
AVATAR_MODE: production
ORT_DISABLE_TELEMETRY: "1"
QUARKUS_HTTP_PORT: {{ .service.port | quote }}
JAVA_OPTS: {{ .settings.javaOpts | quote }}
AVATAR_IDENTITY_JWKS_FILE: /etc/avatar/identity/jwks.json
{{- with $v.tracing.otlpEndpoint }}
QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ . | quote }}
QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ $v.tracing.ratio | quote }}
{{- end }}
{{- if has "signing-keys" $uses }}
AVATAR_GATEWAY_KEYS_FOLDER: /etc/avatar/keys
{{- end }}
{{- if has "erasure-key" $uses }}
AVATAR_REGISTRATION_ERASURE_KEY_FILE: /etc/avatar/erasure/erasure-key.jwk
{{- end }}
{{- if and (eq .service.name "gateway") $v.ingress.enabled (eq $v.ingress.clientAddress "forwarded") }}
QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING: "true"
QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED: "true"
{{- with $v.ingress.trustedProxies }}
QUARKUS_HTTP_PROXY_TRUSTED_PROXIES: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- if has "postgres" $uses }}
{{- $at := printf "postgresql://%s:%v/%s" $v.postgres.host $v.postgres.port $v.postgres.database }}
{{- with $v.postgres.sslMode }}{{ $at = printf "%s?sslmode=%s" $at . }}{{ end }}
QUARKUS_DATASOURCE_REACTIVE_URL: {{ $at | quote }}
QUARKUS_DATASOURCE_JDBC_URL: {{ printf "jdbc:%s" $at | quote }}
{{- end }}
{{- if has "redis" $uses }}
QUARKUS_REDIS_HOSTS: {{ printf "%s://%s:%v" (ternary "rediss" "redis" $v.redis.tls) $v.redis.host $v.redis.port | quote }}
{{- end }}
{{- if has "kafka" $uses }}
KAFKA_BOOTSTRAP_SERVERS: {{ $v.kafka.bootstrapServers | quote }}
{{- if ne $v.kafka.securityProtocol "PLAINTEXT" }}
KAFKA_SECURITY_PROTOCOL: {{ $v.kafka.securityProtocol }}
{{- end }}
{{- if hasPrefix "SASL" $v.kafka.securityProtocol }}
KAFKA_SASL_MECHANISM: {{ $v.kafka.sasl.mechanism | quote }}
{{- end }}
{{- end }}
{{- if has "blob" $uses }}
AVATAR_BLOB_KIND: {{ $v.blob.kind | quote }}
{{- if eq $v.blob.kind "s3" }}
AVATAR_BLOB_S3_BUCKET: {{ $v.blob.s3.bucket | quote }}
QUARKUS_S3_AWS_REGION: {{ $v.blob.s3.region | quote }}
{{- with $v.blob.s3.endpoint }}
QUARKUS_S3_ENDPOINT_OVERRIDE: {{ . | quote }}
{{- end }}
{{- if $v.blob.s3.pathStyle }}
QUARKUS_S3_PATH_STYLE_ACCESS: "true"
{{- end }}
{{- else }}
AVATAR_BLOB_FOLDER: /var/lib/avatar/blob
{{- end }}
{{- end }}
{{- if and (has "turn" $uses) (include "avatar-engine.turnUsed" .root) }}
AVATAR_TURN_URLS: {{ include "avatar-engine.turnUrls" .root | quote }}
{{- end }}
{{- $topology := include "avatar-engine.topology" .root | fromYaml }}
{{- range .service.calls }}
{{- $callee := get $topology . }}
{{- if and (ne $callee.name "ml-worker") (ne $callee.name $.service.name) }}
AVATAR_{{ $callee.name | replace "-" "_" | upper }}_URL: {{ printf "http://%s-%s:%v" (include "avatar-engine.fullname" $.root) $callee.name $callee.port | quote }}
{{- end }}
{{- end }}
{{- if eq .service.name "gateway" }}
{{- $animation := $topology.animation }}
AVATAR_GATEWAY_PROXY_ANIMATION_INSTANCES: {{ printf "*=http://*.%s-%s-pods:%v" (include "avatar-engine.fullname" .root) $animation.name $animation.port | quote }}
{{- end }}
{{- if .service.udp }}
AVATAR_ANIMATION_RTC_PORT: {{ .service.udp.rtc | quote }}
AVATAR_ANIMATION_INGEST_PORT: {{ get .service.udp "live-link" | quote }}
{{- with $v.live.devices }}
AVATAR_ANIMATION_DEVICES_ALLOWED: {{ join "," . | quote }}
{{- range $port, $number := $.service.deviceUdp }}
AVATAR_ANIMATION_INGEST_{{ $port | replace "-" "_" | upper }}_PORT: {{ $number | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $value := .settings.env }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* What one service is told that is secret, as a list of env entries. Arguments: root, service. */}}
{{- define "avatar-engine.secretEnvironment" -}}
{{- $v := .root.Values -}}
{{- $uses := .service.uses -}}
- name: AVATAR_IDENTITY_SERVICE_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "avatar-engine.secret" (dict "root" .root "existing" $v.identity.existingSecret "name" "identity") }}
      key: service-secret
{{- if and (has "signing-keys" $uses) (or $v.identity.admin.existingSecret $v.identity.admin.password) }}
- name: AVATAR_GATEWAY_ADMIN_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "avatar-engine.secret" (dict "root" .root "existing" $v.identity.admin.existingSecret "name" "admin") }}
      key: password
{{- end }}
{{- if has "postgres" $uses }}
{{- $secret := include "avatar-engine.secret" (dict "root" .root "existing" $v.postgres.existingSecret "name" "postgres") }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: username
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: password
{{- end }}
{{- if and (has "redis" $uses) (or $v.redis.existingSecret $v.redis.password) }}
- name: QUARKUS_REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "avatar-engine.secret" (dict "root" .root "existing" $v.redis.existingSecret "name" "redis") }}
      key: password
{{- end }}
{{- if and (has "kafka" $uses) (hasPrefix "SASL" $v.kafka.securityProtocol) }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ include "avatar-engine.secret" (dict "root" .root "existing" $v.kafka.sasl.existingSecret "name" "kafka") }}
      key: jaas-config
{{- end }}
{{- if and (has "blob" $uses) (eq $v.blob.kind "s3") (or $v.blob.s3.existingSecret $v.blob.s3.accessKeyId) }}
{{- $secret := include "avatar-engine.secret" (dict "root" .root "existing" $v.blob.s3.existingSecret "name" "blob") }}
- name: AWS_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: access-key-id
- name: AWS_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: secret-access-key
{{- end }}
{{- if and (has "turn" $uses) (include "avatar-engine.turnUsed" .root) }}
- name: AVATAR_TURN_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ include "avatar-engine.secret" (dict "root" .root "existing" $v.turn.existingSecret "name" "turn") }}
      key: secret
{{- end }}
{{- if .service.udp }}
# The name of the instance, and with it of its sessions; with hyphens for dots, what the headless Service calls the pod.
- name: AVATAR_ANIMATION_INSTANCE
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
# Where other instances get the frames that they relay. IPv4: an IPv6 address would want brackets.
- name: AVATAR_ANIMATION_TAKEOVER_URL
  value: "http://$(AVATAR_ANIMATION_INSTANCE):{{ .service.port }}"
- name: AVATAR_ANIMATION_RTC_ANNOUNCED
  {{- if $v.live.announced }}
  value: {{ join "," $v.live.announced | quote }}
  {{- else }}
  # Of both families, where there are two.
  valueFrom:
    fieldRef:
      fieldPath: {{ ternary "status.hostIPs" "status.podIPs" $v.live.hostPorts }}
  {{- end }}
- name: AVATAR_ANIMATION_INGEST_ANNOUNCED_HOST
  {{- with $v.live.announced }}
  value: {{ include "avatar-engine.host" (first .) | quote }}
  {{- else }}
  valueFrom:
    fieldRef:
      fieldPath: {{ ternary "status.hostIP" "status.podIP" $v.live.hostPorts }}
  {{- end }}
{{- end }}
{{- with $v.extra.env }}
{{ toYaml . }}
{{- end }}
{{- end }}
