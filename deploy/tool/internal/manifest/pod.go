package manifest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// careful reports where a pod may more than it must, or names what is not there.
func (all objects) careful(maker Object) error {
	var problems []error
	bad := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s: %w", maker, fmt.Errorf(format, args...)))
	}
	pod := podOf(maker)
	if at(pod, "automountServiceAccountToken") != false {
		bad("the pod has a token of the cluster")
	}
	if at(pod, "enableServiceLinks") != false {
		bad("the pod is given variables of services, which the program would take for its configuration")
	}
	if at(pod, "securityContext", "runAsNonRoot") != true || text(pod, "securityContext", "seccompProfile", "type") != "RuntimeDefault" {
		bad("the pod may run as root, or call what it likes of the kernel")
	}
	if name := text(pod, "serviceAccountName"); name != "" {
		if _, ok := all.find("ServiceAccount", name); !ok {
			bad("there is no ServiceAccount/%s", name)
		}
	}
	for _, secret := range list(pod, "imagePullSecrets") {
		if _, ok := all.find("Secret", text(secret, "name")); !ok {
			bad("imagePullSecrets: there is no Secret/%s", text(secret, "name"))
		}
	}
	for _, v := range list(pod, "volumes") {
		for kind, path := range map[string][]string{
			"ConfigMap": {"configMap", "name"}, "Secret": {"secret", "secretName"}, "PersistentVolumeClaim": {"persistentVolumeClaim", "claimName"},
		} {
			if name := text(v, path...); name != "" {
				if _, ok := all.find(kind, name); !ok {
					bad("volume %s: there is no %s/%s", text(v, "name"), kind, name)
				}
			}
		}
	}
	for _, c := range list(pod, "containers") {
		for _, problem := range all.confined(maker, c) {
			bad("container %s: %w", text(c, "name"), problem)
		}
	}
	return errors.Join(problems...)
}

// confined reports what is wrong with one container.
func (all objects) confined(maker Object, c any) (problems []error) {
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	sc := table(c, "securityContext")
	if sc["allowPrivilegeEscalation"] != false || sc["readOnlyRootFilesystem"] != true || !slices.Contains(list(sc, "capabilities", "drop"), any("ALL")) {
		bad("it may more than it must")
	}
	if at(c, "resources", "limits", "memory") == nil || at(c, "resources", "requests", "cpu") == nil {
		bad("it asks for no processor, or its memory has no limit")
	}
	if maker.Kind() == "Deployment" {
		for _, probe := range []string{"startupProbe", "readinessProbe", "livenessProbe"} {
			if port := text(c, probe, "httpGet", "port"); !hasPort(maker, port) {
				bad("%s: there is no port %q", probe, port)
			}
		}
	}
	names := map[string]bool{}
	for _, v := range list(podOf(maker), "volumes") {
		names[text(v, "name")] = true
	}
	for _, m := range list(c, "volumeMounts") {
		if !names[text(m, "name")] {
			bad("volumeMounts: there is no volume %q", text(m, "name"))
		}
	}
	for _, from := range list(c, "envFrom") {
		if _, ok := all.find("Secret", text(from, "secretRef", "name")); !ok {
			bad("envFrom: there is no Secret/%s", text(from, "secretRef", "name"))
		}
	}
	if _, tag, ok := strings.Cut(text(c, "image"), ":"); !ok || tag == "" || tag == "latest" {
		bad("image: %q names no release", text(c, "image"))
	}
	return problems
}

// finish is what a process does after it stopped serving at last: requests that run, what is to be written. See app and host.
const finish = 20 * time.Second

// patient reports where Kubernetes would kill a process before it has ended as it does.
func patient(maker Object, drain time.Duration) error {
	if maker.Kind() != "Deployment" {
		return nil
	}
	grace, _ := at(podOf(maker), "terminationGracePeriodSeconds").(float64)
	if given := time.Duration(grace) * time.Second; given < drain+finish {
		return fmt.Errorf("%s: terminationGracePeriodSeconds: %v, and the process needs up to %v", maker, given, drain+finish)
	}
	return nil
}
