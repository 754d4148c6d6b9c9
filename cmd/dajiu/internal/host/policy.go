package host

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"dajiu/platform/app"
	"dajiu/platform/config"
	"dajiu/platform/live"
	"dajiu/platform/release"
	"dajiu/platform/resilience"
	"dajiu/services/gateway"
)

// PolicyConfig says where the policy is that operators change while the program runs.
type PolicyConfig struct {
	// File is a YAML file; empty: the defaults count. It is read again when its content changes.
	File string `koanf:"file"`
}

// Policy is what operators change while the program runs. What the file leaves out counts as the configuration and the program
// say.
type Policy struct {
	// Calls holds the calls from service to service, and what a process gives up that has too much to do.
	Calls resilience.Policy `koanf:"calls"`
	// Limits are how much each kind of caller may do; those of gateway.limits where the file does not say.
	Limits gateway.Limits `koanf:"limits"`
	// Releases send some of the people to another version of a service.
	Releases release.Rules `koanf:"releases"`
}

// DefaultPolicy returns what counts without a file.
func DefaultPolicy(cfg Config) Policy {
	p := Policy{Calls: resilience.DefaultPolicy(), Limits: cfg.Gateway.Limits, Releases: release.Rules{}}
	p.Calls.Services = map[string]resilience.Service{
		// A report reads much and waits for nobody: a few at a time.
		"analytics": {Call: resilience.Call{Concurrent: 64}},
		// What waits for a payment channel must not hold up what tells of payments.
		"payment": {Methods: map[string]resilience.Method{"PaymentService/PayTrade": {Alone: true}}},
		// What is kept of a person is gathered, and erased, once, with time.
		"delivery": {Methods: person("DeliveryPrivacyService")},
		"order":    {Methods: person("OrderPrivacyService")},
		"message":  {Methods: person("MessagePrivacyService")},
	}
	return p
}

func person(service string) map[string]resilience.Method {
	return map[string]resilience.Method{
		service + "/ExportPerson": {Timeout: 30 * time.Second}, service + "/ErasePerson": {Timeout: 30 * time.Second},
	}
}

// Validate refuses what cannot work, naming the key.
func (p Policy) Validate() error {
	var problems []error
	if err := p.Calls.Validate(); err != nil {
		for line := range strings.Lines(err.Error()) {
			problems = append(problems, errors.New("calls."+strings.TrimSpace(line)))
		}
	}
	if err := p.Releases.Validate(); err != nil {
		for line := range strings.Lines(err.Error()) {
			problems = append(problems, errors.New("releases."+strings.TrimSpace(line)))
		}
	}
	return errors.Join(append(problems, p.Limits.Validate("limits"))...)
}

// PrintPolicy returns the effective policy as sorted key = value lines; an error names what is wrong in the file.
func PrintPolicy(cfg Config) (string, error) {
	file, err := live.Open(cfg.Policy.File, DefaultPolicy(cfg), Policy.Validate, nil, nil, nil)
	if err != nil {
		return "", fmt.Errorf("policy.file: %w", err)
	}
	return config.Print(file.Now())
}

// openPolicy makes the policy count before the first call, and follows its file.
func (h *Host) openPolicy(context.Context) (err error) {
	h.policyFile, err = live.Open(h.Config.Policy.File, DefaultPolicy(h.Config), Policy.Validate, h.Log, h.Clock, h.Registry)
	if err != nil {
		return fmt.Errorf("policy.file: %w", err)
	}
	h.parts = append(h.parts, app.Part{Name: "policy", Tier: app.TierService, Run: h.policyFile.Run})
	return h.policyFile.Subscribe(func(p Policy) error { return h.RPC.Guard().Apply(p.Calls) })
}
