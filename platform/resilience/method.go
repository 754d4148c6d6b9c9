package resilience

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
)

// method is what an RPC states about itself.
type method struct {
	full    string // /dajiu.order.v1.OrderService/PlaceOrder
	service string // order
	short   string // OrderService/PlaceOrder
	// priority is what it is worth by itself.
	priority optionsv1.Priority
	// once: no program repeats it. keyed: only with the key that names the attempt.
	once, keyed bool
	// without are the full names of those that it can answer without.
	without map[string]bool
}

// methods are the RPCs that the program knows.
func methods() []*method {
	var list []*method
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			service := f.Services().Get(i)
			for j := range service.Methods().Len() {
				if m := methodOf(service, service.Methods().Get(j)); m != nil {
					list = append(list, m)
				}
			}
		}
		return true
	})
	return list
}

// methodOf reads an RPC; nil where it states nothing, as those of libraries do.
func methodOf(service protoreflect.ServiceDescriptor, d protoreflect.MethodDescriptor) *method {
	access, ok := proto.GetExtension(d.Options(), optionsv1.E_Access).(*optionsv1.Access)
	if !ok || access == nil {
		return nil
	}
	m := &method{
		full: fmt.Sprintf("/%s/%s", service.FullName(), d.Name()), short: fmt.Sprintf("%s/%s", service.Name(), d.Name()),
		priority: access.GetPriority(), once: access.GetOnce(), keyed: access.GetIdempotency() == optionsv1.Idempotency_IDEMPOTENCY_KEY,
		without: map[string]bool{},
	}
	m.service = serviceOf(m.full)
	for _, name := range access.GetWithout() {
		m.without["/"+name] = true
	}
	return m
}

// serviceOf returns the service that a full method name belongs to: /dajiu.order.v1.OrderService/PlaceOrder is order's.
func serviceOf(full string) string {
	_, rest, _ := strings.Cut(full, ".")
	name, _, _ := strings.Cut(rest, ".")
	return name
}
