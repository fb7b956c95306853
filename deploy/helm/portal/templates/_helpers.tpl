{{- define "portal.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{ .Release.Name | trunc 53 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" }}
{{- end -}}
{{- end -}}

{{- define "portal.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: portal
{{- end -}}

{{- define "portal.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: developer-portal
{{- end -}}

{{- define "portal.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "portal.name" .) }}
{{- else -}}
{{ .Values.serviceAccount.name | default "default" }}
{{- end -}}
{{- end -}}

{{- define "portal.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ required "image.digest or image.tag has to be set." .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "portal.host" -}}
{{- (urlParse .Values.portal.baseUrl).hostname -}}
{{- end -}}

{{- define "portal.secret" -}}
{{- if and .Values.secrets.existing .Values.secrets.external.enabled -}}
{{- fail "secrets.existing and secrets.external exclude each other." -}}
{{- else if .Values.secrets.external.enabled -}}
{{ include "portal.name" . }}
{{- else -}}
{{ required "secrets.existing has to name a Secret, or secrets.external.enabled has to be true." .Values.secrets.existing }}
{{- end -}}
{{- end -}}

{{/* The groups of variables in use, as JSON: files/variables.yaml says what there is. */}}
{{- define "portal.groups" -}}
{{- $integrations := .Values.portal.integrations -}}
{{- $groups := list -}}
{{- range (.Files.Get "files/variables.yaml" | fromYaml).groups -}}
{{- if or (eq .use "always") (has .id $integrations) -}}
{{- $groups = append $groups . -}}
{{- end -}}
{{- end -}}
{{- $groups | toJson -}}
{{- end -}}

{{/* Names of the secret variables in use, as JSON. */}}
{{- define "portal.secretVariables" -}}
{{- $auth := .Values.database.auth -}}
{{- $names := list -}}
{{- range include "portal.groups" . | fromJsonArray -}}
{{- range .secrets -}}
{{- if not (and (eq $auth "rds") (eq . "POSTGRES_PASSWORD")) -}}
{{- $names = append $names . -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $names | toJson -}}
{{- end -}}

{{/* Ends with a sentence where the settings don't fit the image. */}}
{{- define "portal.checkSettings" -}}
{{- $settings := .Values.portal.settings -}}
{{- $known := list -}}
{{- range (.Files.Get "files/variables.yaml" | fromYaml).groups -}}
{{- $known = concat $known .settings -}}
{{- end -}}
{{- $ours := list "APP_BASE_URL" "POSTGRES_HOST" "POSTGRES_PORT" "POSTGRES_DB" "POSTGRES_USER" "POSTGRES_AUTH" "AWS_REGION" -}}
{{- if .Values.serviceMonitor.enabled -}}
{{- $ours = append $ours "OTEL_METRICS_EXPORTER" -}}
{{- end -}}
{{- range $name, $_ := $settings -}}
{{- if has $name $ours -}}
{{- fail (printf "portal.settings.%s: another value of the chart says it already." $name) -}}
{{- end -}}
{{- if not (has $name $known) -}}
{{- fail (printf "portal.settings.%s: the image doesn't know it, or it is a secret and belongs in secrets." $name) -}}
{{- end -}}
{{- end -}}
{{- range include "portal.groups" . | fromJsonArray -}}
{{- $title := .title -}}
{{- if not (has .id (list "portal" "database")) -}}
{{- range .required -}}
{{- if not (get $settings .) -}}
{{- fail (printf "portal.settings.%s is missing: %s needs it." . $title) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
