{{/*
The six services, as the design draws them: facts of the product, not settings of an operator, so they live here and not in
values.yaml. `uses` decides which endpoints and secrets a pod sees, `calls` which base URLs it gets and which of its
connections the network policies let through. Nobody else calls anybody.
*/}}
{{- define "avatar-engine.topology" -}}
gateway:
  name: gateway
  image: gateway-service
  port: 8080
  uses: [postgres, redis, signing-keys]
  calls: [registration, faceCache, job, mlWorker, animation]
registration:
  name: registration
  image: registration-service
  port: 8081
  uses: [postgres, redis, kafka, blob, erasure-key]
  calls: [job, faceCache]
faceCache:
  name: face-cache
  image: face-cache-service
  port: 8082
  uses: [redis, kafka, blob]
  calls: []
job:
  name: job
  image: job-service
  port: 8083
  uses: [postgres, kafka]
  calls: []
mlWorker:
  name: ml-worker
  image: ml-worker
  port: 8084
  uses: [kafka, blob]
  calls: [faceCache]
animation:
  name: animation
  image: animation-service
  port: 8766
  # UDP, to the pod itself: all WebRTC peers, and phones that send Live Link Face.
  udp: {rtc: 8767, live-link: 11111}
  # And, where there are live.devices, trackers that have to be asked.
  deviceUdp: {ifacialmocap: 49983, vmc: 39539, vtube-studio: 49984}
  uses: [turn, redis]
  # An instance passes another's session on to its own viewers.
  calls: [animation]
{{- end }}

{{/* The UDP ports of a service, by name. Arguments: root, service. */}}
{{- define "avatar-engine.udp" -}}
{{- $ports := .service.udp | default dict -}}
{{- if and .service.deviceUdp .root.Values.live.devices -}}
{{- $ports = merge (deepCopy $ports) .service.deviceUdp -}}
{{- end -}}
{{- toYaml $ports -}}
{{- end }}

{{/*
Kafka topics. `spread` topics get kafka.topics.partitions, the others one partition: control and dead letters are few.
*/}}
{{- define "avatar-engine.topics" -}}
- {name: avatar.tasks.face, spread: true, retentionHours: 168}
- {name: avatar.tasks.body, spread: true, retentionHours: 168}
- {name: avatar.task-events, spread: true, retentionHours: 168}
- {name: avatar.task-control, spread: false, retentionHours: 24}
- {name: avatar.job-events, spread: true, retentionHours: 168}
- {name: avatar.events, spread: true, retentionHours: 168}
- {name: avatar.face-events, spread: true, retentionHours: 168}
- {name: avatar.job-requests, spread: true, retentionHours: 168}
- {name: avatar.job-requests.dlq, spread: false, retentionHours: 336}
- {name: avatar.tasks.face.dlq, spread: false, retentionHours: 336}
- {name: avatar.tasks.body.dlq, spread: false, retentionHours: 336}
{{- end }}
