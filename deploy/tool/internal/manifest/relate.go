package manifest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// objects are all that a cluster would have, the chart's and what it is said to find there.
type objects []Object

func (all objects) find(kind, name string) (Object, bool) {
	i := slices.IndexFunc(all, func(o Object) bool { return o.Kind() == kind && o.Name() == name })
	if i < 0 {
		return Object{}, false
	}
	return all[i], true
}

// pods are the templates of everything that makes pods.
func (all objects) pods() []Object {
	var found []Object
	for _, o := range all {
		if o.Kind() == "Deployment" || o.Kind() == "Job" {
			found = append(found, o)
		}
	}
	return found
}

func labelsOf(maker Object) map[string]any {
	return table(maker.Fields, "spec", "template", "metadata", "labels")
}

func podOf(maker Object) map[string]any { return table(maker.Fields, "spec", "template", "spec") }

// chosen are the makers of the pods that a selector finds.
func (all objects) chosen(labels map[string]any, expressions []any) []Object {
	var found []Object
	for _, maker := range all.pods() {
		has := labelsOf(maker)
		fits := true
		for name, value := range labels {
			fits = fits && has[name] == value
		}
		for _, e := range expressions {
			fits = fits && text(e, "operator") == "In" && slices.Contains(list(e, "values"), has[text(e, "key")])
		}
		if fits {
			found = append(found, maker)
		}
	}
	return found
}

// related reports what an object names that is not there.
func (all objects) related(o Object) error {
	var problems []error
	bad := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s: %w", o, fmt.Errorf(format, args...)))
	}
	switch o.Kind() {
	case "Deployment":
		if len(all.chosen(table(o.Fields, "spec", "selector", "matchLabels"), nil)) != 1 {
			bad("spec.selector: finds not its own pods alone")
		}
	case "Service":
		found := all.chosen(table(o.Fields, "spec", "selector"), nil)
		if len(found) == 0 {
			bad("spec.selector: finds no pod")
		}
		for _, port := range list(o.Fields, "spec", "ports") {
			for _, maker := range found {
				if name := text(port, "targetPort"); !hasPort(maker, name) {
					bad("spec.ports: %s has no port %q", maker, name)
				}
			}
		}
	case "PodDisruptionBudget":
		if len(all.chosen(table(o.Fields, "spec", "selector", "matchLabels"), nil)) == 0 {
			bad("spec.selector: finds no pod")
		}
	case "HorizontalPodAutoscaler":
		target, ok := all.find(text(o.Fields, "spec", "scaleTargetRef", "kind"), text(o.Fields, "spec", "scaleTargetRef", "name"))
		if !ok {
			bad("spec.scaleTargetRef: there is no such object")
		} else if at(target.Fields, "spec", "replicas") != nil {
			bad("spec.scaleTargetRef: %s says how many itself, and each upgrade would undo the scaling", target)
		}
	case "Ingress":
		problems = append(problems, all.routed(o)...)
	case "NetworkPolicy":
		problems = append(problems, all.policed(o)...)
	}
	return errors.Join(problems...)
}

func hasPort(maker Object, name string) bool {
	for _, c := range list(podOf(maker), "containers") {
		if slices.ContainsFunc(list(c, "ports"), func(p any) bool { return text(p, "name") == name }) {
			return true
		}
	}
	return false
}

func (all objects) routed(o Object) (problems []error) {
	for _, rule := range list(o.Fields, "spec", "rules") {
		for _, p := range list(rule, "http", "paths") {
			name := text(p, "backend", "service", "name")
			service, ok := all.find("Service", name)
			if !ok || !slices.ContainsFunc(list(service.Fields, "spec", "ports"), func(port any) bool {
				return text(port, "name") == text(p, "backend", "service", "port", "name")
			}) {
				problems = append(problems, fmt.Errorf("%s: backend: Service/%s has no such port, or is not there", o, name))
			}
		}
	}
	for _, t := range list(o.Fields, "spec", "tls") {
		if _, ok := all.find("Secret", text(t, "secretName")); !ok {
			problems = append(problems, fmt.Errorf("%s: tls: there is no Secret/%s", o, text(t, "secretName")))
		}
	}
	return problems
}

// policed reports where a policy is for no pod, lets pods in that there are not, or names a port that its pods have not.
func (all objects) policed(o Object) (problems []error) {
	bad := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s: %w", o, fmt.Errorf(format, args...)))
	}
	own := all.chosen(table(o.Fields, "spec", "podSelector", "matchLabels"), list(o.Fields, "spec", "podSelector", "matchExpressions"))
	if len(own) == 0 {
		bad("spec.podSelector: finds no pod")
	}
	for direction, side := range map[string]string{"ingress": "from", "egress": "to"} {
		for _, rule := range list(o.Fields, "spec", direction) {
			listen := own // the pods that a rule's ports are of
			if direction == "egress" {
				listen = nil
			}
			for _, peer := range list(rule, side) {
				if at(peer, "podSelector") == nil || at(peer, "namespaceSelector") != nil {
					continue // others'
				}
				found := all.chosen(table(peer, "podSelector", "matchLabels"), list(peer, "podSelector", "matchExpressions"))
				if len(found) == 0 {
					bad("%s.%s: finds no pod", direction, side)
				}
				if direction == "egress" {
					listen = append(listen, found...)
				}
			}
			for _, port := range list(rule, "ports") {
				name := text(port, "port")
				if name != "" && !slices.ContainsFunc(listen, func(maker Object) bool { return hasPort(maker, name) }) {
					bad("%s.ports: no pod of its has a port %q", direction, name)
				}
			}
		}
	}
	return problems
}

// label is what most names must be; Kubernetes' definitions leave it to the server.
var label = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`) //nolint:gochecknoglobals // compiled once, never changed
