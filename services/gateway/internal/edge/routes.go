package edge

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// routes sends a request to the transcoder of those services that have routes with the same beginning. A transcoder tries its
// routes one after another, with garbage for each: all of the platform's together took longer than the rest of a request.
type routes struct {
	by map[string]http.Handler
	// rest says that there is no such route, for beginnings that nobody has.
	rest http.Handler
}

// newRoutes registers all services, each with the transcoders of its routes' beginnings and there in the order of the list, which
// decides between routes that both match.
func newRoutes(ctx context.Context, conn grpc.ClientConnInterface, transcoder func() *runtime.ServeMux) (*routes, error) {
	by := map[string]*runtime.ServeMux{}
	for _, r := range registrations() {
		names, err := beginnings(r.service.ServiceName)
		if err != nil {
			return nil, err
		}
		for name := range names {
			if by[name] == nil {
				by[name] = transcoder()
			}
			if err := r.register(ctx, by[name], conn); err != nil {
				return nil, fmt.Errorf("gateway: register: %w", err)
			}
		}
	}
	all := &routes{by: map[string]http.Handler{}, rest: transcoder()}
	for name, mux := range by {
		all.by[name] = mux
	}
	return all, nil
}

// ServeHTTP answers a request.
func (r *routes) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if mux, ok := r.by[beginning(req.URL.Path)]; ok {
		mux.ServeHTTP(w, req)
		return
	}
	r.rest.ServeHTTP(w, req)
}

// beginning returns what tells routes apart first: me of /v1/me/addresses, products of /v1/products:search, and .well-known of
// /.well-known/jwks.json.
func beginning(path string) string {
	path = strings.TrimPrefix(strings.TrimPrefix(path, "/"), "v1/")
	if end := strings.IndexAny(path, "/:"); end >= 0 {
		return path[:end]
	}
	return path
}

// beginnings returns those of a service's routes. A route that begins with a variable would match whatever the beginning, and is
// refused.
func beginnings(service string) (map[string]bool, error) {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(service))
	if err != nil {
		return nil, fmt.Errorf("gateway: routes of %s: %w", service, err)
	}
	descriptor, ok := found.(protoreflect.ServiceDescriptor)
	if !ok {
		return nil, fmt.Errorf("gateway: %s is not a service", service)
	}
	names := map[string]bool{}
	for i := range descriptor.Methods().Len() {
		rule, ok := proto.GetExtension(descriptor.Methods().Get(i).Options(), annotations.E_Http).(*annotations.HttpRule)
		if !ok || rule == nil {
			continue
		}
		for _, binding := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			name := beginning(template(binding))
			if name == "" || strings.ContainsAny(name, "{*") {
				return nil, fmt.Errorf("gateway: the route %q of %s begins with no name", template(binding), service)
			}
			names[name] = true
		}
	}
	return names, nil
}

// template returns the path of a rule, whatever its method.
func template(rule *annotations.HttpRule) string {
	for _, path := range []string{rule.GetGet(), rule.GetPost(), rule.GetPut(), rule.GetPatch(), rule.GetDelete(), rule.GetCustom().GetPath()} {
		if path != "" {
			return path
		}
	}
	return ""
}
