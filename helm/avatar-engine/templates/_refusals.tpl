{{/*
What this chart will not render, one line each, all at once. A release that starts with half of its settings fails later and
further away; a default secret would not fail at all.
*/}}
{{- define "avatar-engine.refusals" -}}
{{- $v := .Values -}}
{{- $no := list -}}
{{- if not $v.postgres.host -}}
{{- $no = append $no "postgres.host is empty: name the Postgres server (this chart brings none)." -}}
{{- end -}}
{{- if not (or $v.postgres.existingSecret (and $v.postgres.username $v.postgres.password)) -}}
{{- $no = append $no "postgres has no credentials: set postgres.existingSecret (keys username, password) or postgres.username and postgres.password." -}}
{{- end -}}
{{- if not $v.redis.host -}}
{{- $no = append $no "redis.host is empty: name the Redis server (this chart brings none)." -}}
{{- end -}}
{{- if not $v.kafka.bootstrapServers -}}
{{- $no = append $no "kafka.bootstrapServers is empty: name the Kafka brokers as host:port,host:port (this chart brings none)." -}}
{{- else -}}
{{- range splitList "," $v.kafka.bootstrapServers -}}
{{- if not (regexMatch "^[^:]+:[0-9]+$" (trim .)) -}}
{{- $no = append $no (printf "kafka.bootstrapServers: '%s' is not host:port." .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (hasPrefix "SASL" $v.kafka.securityProtocol) (not (and $v.kafka.sasl.mechanism (or $v.kafka.sasl.existingSecret $v.kafka.sasl.jaasConfig))) -}}
{{- $no = append $no (printf "kafka.securityProtocol is %s: set kafka.sasl.mechanism and kafka.sasl.existingSecret (key jaas-config) or kafka.sasl.jaasConfig." $v.kafka.securityProtocol) -}}
{{- end -}}
{{- if eq $v.blob.kind "s3" -}}
{{- if not $v.blob.s3.bucket -}}
{{- $no = append $no "blob.s3.bucket is empty: name the bucket that holds originals, faces and artifacts." -}}
{{- end -}}
{{- if and (not $v.blob.s3.existingSecret) (ne (empty $v.blob.s3.accessKeyId) (empty $v.blob.s3.secretAccessKey)) -}}
{{- $no = append $no "blob.s3 has half of its credentials: set both accessKeyId and secretAccessKey, or neither where pods get their rights from their service account." -}}
{{- end -}}
{{- else if eq $v.blob.kind "folder" -}}
{{- if not (or $v.blob.folder.existingClaim $v.blob.folder.create) -}}
{{- $no = append $no "blob.kind is folder without a shared volume: set blob.folder.existingClaim (access mode ReadWriteMany) or blob.folder.create=true." -}}
{{- end -}}
{{- else -}}
{{- $no = append $no "blob.kind is neither s3 nor folder: services on different nodes need one blob store, an S3 bucket or a shared (ReadWriteMany) volume." -}}
{{- end -}}
{{- if not $v.identity.existingSecret -}}
{{- if not $v.identity.serviceSecret -}}
{{- $no = append $no "identity.serviceSecret is empty: set identity.existingSecret (keys service-secret, jwks.json), or a secret from `openssl rand -hex 32`." -}}
{{- else if hasPrefix "local-only-" $v.identity.serviceSecret -}}
{{- $no = append $no "identity.serviceSecret is the default of a laptop, which everybody knows: make one with `openssl rand -hex 32`." -}}
{{- else if lt (len $v.identity.serviceSecret) 32 -}}
{{- $no = append $no "identity.serviceSecret is shorter than 32 bytes: make one with `openssl rand -hex 32`." -}}
{{- end -}}
{{- if not $v.identity.jwks -}}
{{- $no = append $no "identity.jwks is empty: give the public signing keys (JWKS), in identity.existingSecret or by --set-file identity.jwks=jwks.json." -}}
{{- end -}}
{{- end -}}
{{- if not (or $v.identity.signingKeys.existingSecret $v.identity.signingKeys.files) -}}
{{- $no = append $no "identity.signingKeys is empty: the gateway signs tokens with private keys; set identity.signingKeys.existingSecret or identity.signingKeys.files." -}}
{{- end -}}
{{- if and $v.identity.admin.password (not $v.identity.admin.existingSecret) (lt (len $v.identity.admin.password) 12) -}}
{{- $no = append $no "identity.admin.password is shorter than 12 characters." -}}
{{- end -}}
{{- if and (not $v.identity.admin.existingSecret) (eq $v.identity.admin.password "demo-avatar-engine") -}}
{{- $no = append $no "identity.admin.password is the demo user's, which everybody knows: make one with `openssl rand -base64 18`." -}}
{{- end -}}
{{- if not $v.erasure.existingSecret -}}
{{- $key := fromJson $v.erasure.key -}}
{{- if not $v.erasure.key -}}
{{- $no = append $no "erasure.key is empty: registration signs erasure records with a private key; set erasure.existingSecret (key erasure-key.jwk), or --set-file erasure.key=FILE made by helm/new-erasure-key." -}}
{{- else if not (and (eq (get $key "kty" | toString) "EC") (eq (get $key "crv" | toString) "P-256") (get $key "d")) -}}
{{- $no = append $no "erasure.key is no private key of curve P-256 as a JWK: make one with helm/new-erasure-key." -}}
{{- end -}}
{{- end -}}
{{- if include "avatar-engine.turnUsed" . -}}
{{- if not (or $v.turn.existingSecret $v.turn.secret) -}}
{{- $no = append $no "turn has no secret: set turn.existingSecret (key secret) or turn.secret, or turn.enabled=false." -}}
{{- else if and (not $v.turn.existingSecret) (hasPrefix "local-only-" $v.turn.secret) -}}
{{- $no = append $no "turn.secret is the default of a laptop, which everybody knows: make one with `openssl rand -hex 32`." -}}
{{- end -}}
{{- if and (not $v.turn.existingSecret) $v.turn.secret (lt (len $v.turn.secret) 16) -}}
{{- $no = append $no "turn.secret is shorter than 16 bytes: make one with `openssl rand -hex 32`." -}}
{{- end -}}
{{- if and $v.turn.enabled (not $v.turn.host) (not $v.turn.urls) -}}
{{- $no = append $no "turn.host is empty: give the name under which browsers reach the coturn pods, or turn.enabled=false." -}}
{{- end -}}
{{- end -}}
{{- if and $v.ingress.enabled (not $v.ingress.host) -}}
{{- $no = append $no "ingress.host is empty: give the public host name, or ingress.enabled=false." -}}
{{- end -}}
{{- if $no -}}
{{- fail (printf "\n\nAvatar Engine is not rendered:\n  - %s\n" (join "\n  - " $no)) -}}
{{- end -}}
{{- end }}
